import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { poll } from '../../../test/support/poll.ts';
import { FolderLock } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lock = () => new FolderLock(folder, 'x.pid', 'program');

test('a folder has one holder at a time', () => {
  const first = lock();
  expect(lock).toThrow(`${folder} is in use by another program (pid ${process.pid})`);
  first[Symbol.dispose]();
  expect(existsSync(join(folder, 'x.pid'))).toBe(false);
  lock()[Symbol.dispose]();
});

test('what a killed holder left does not keep the folder, even if nobody collects the dead', async () => {
  // The shell becomes a program that never waits for the child that it has.
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  await poll('the child is dead', () => stat()[2] === 'Z');
  writeFileSync(join(folder, 'x.pid'), `${pid} ${stat()[21]}`);
  lock()[Symbol.dispose]();
  parent.kill('SIGKILL');
  await once(parent, 'exit');
});

test('a number that another process has by now is no holder', () => {
  writeFileSync(join(folder, 'x.pid'), `${process.pid} 1`);
  lock()[Symbol.dispose]();
});
