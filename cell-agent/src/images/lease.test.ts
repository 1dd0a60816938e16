import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLease } from './lease.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lease-'));
  path = join(folder, 'image.lease');
});
afterEach(() => rm(folder, { recursive: true }));

const never = new AbortController().signal;
const quick = { beatMs: 20, staleMs: 200 };

test('one at a time holds it, and nothing is left of it', async () => {
  let holders = 0;
  let most = 0;
  const work = async () => {
    holders += 1;
    most = Math.max(most, holders);
    await new Promise((resolve) => setTimeout(resolve, 30));
    holders -= 1;
  };
  await Promise.all([1, 2, 3, 4].map(() => withLease(path, never, work, { beatMs: 20, staleMs: 5_000 })));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('a holder that works for long keeps it; one that was killed loses it', async () => {
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const work = async () => {
    held.resolve();
    await gate.promise;
    order.push('long');
  };
  const long = withLease(path, never, work, quick);
  await held.promise;
  const next = withLease(path, never, async () => order.push('next'), { beatMs: 20, staleMs: 2_000 });
  setTimeout(() => gate.resolve(), 400);
  await Promise.all([long, next]);
  expect(order).toEqual(['long', 'next']);
  await writeFile(path, 'someone-killed 7\n');
  await expect(withLease(path, never, async () => 'taken over', quick)).resolves.toBe('taken over');
  expect(await readdir(folder)).toEqual([]);
});

test('who waits may give up', async () => {
  await writeFile(path, 'someone 1\n');
  const abort = new AbortController();
  const waiting = withLease(path, abort.signal, async () => 'never', { beatMs: 20, staleMs: 600_000 });
  abort.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});
