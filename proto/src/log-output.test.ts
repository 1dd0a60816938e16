import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logOutput } from './log-output.ts';

const program = `
  import { pino } from 'pino';
  import { logOutput } from ${JSON.stringify(new URL('log-output.ts', import.meta.url).href)};
  const log = pino({}, logOutput(1));
  for (let line = 0; line < 2_000; line += 1) log.info({ line, text: 'x'.repeat(1_000) });
  log.fatal('the last');
  console.error('went on');
`;

test('a program whose log can not be written goes on and ends', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
    timeout: 20_000,
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'went on\n' });
});

test('lines come whole and in order', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-log-'));
  const path = join(folder, 'log');
  const file = openSync(path, 'a');
  const output = logOutput(file);
  const lines = Array.from({ length: 50 }, (_, index) => `${'é'.repeat(index * 100)}${index}\n`);
  for (const line of lines) output.write(line);
  closeSync(file);
  expect(readFileSync(path, 'utf8')).toBe(lines.join(''));
  rmSync(folder, { recursive: true });
});
