import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryKeeper } from '../../../test/support/memory-keeper.ts';
import { keeperClient } from './keeper-client.ts';
import { openKeeperFile } from './keeper-file.ts';
import { serveKeeper } from './serve-keeper.ts';

const nothing = { find: () => new Map(), isAlive: () => false, kill: () => undefined };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-keeper-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the keeper answers over its socket, which is its owner’s only, and what it keeps is on the disk', async () => {
  const path = join(folder, 'keeper', 'keeper.sock');
  const file = openKeeperFile(join(folder, 'keeper'));
  const keeper = await memoryKeeper(nothing, { file });
  const client = keeperClient(path);
  await expect(client.status()).rejects.toMatchObject({
    code: 'cell_unreachable',
    reason: 'keeper_unreachable',
  });
  {
    await using _server = await serveKeeper(keeper, path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { bootId, nowMs } = await client.status();
    const renewal = { basis: { bootId, atMs: nowMs }, durationMs: 1_000, guestIds: ['a'] };
    expect(await client.renew(renewal)).toMatchObject({ accepted: true, bootId });
    await client.requireLease('a');
    await expect(client.register('a')).rejects.toMatchObject({
      code: 'conflict',
      reason: 'guest_process_missing',
    });
    await expect(client.requireLease('b')).rejects.toMatchObject({ reason: 'no_lease' });
    expect(await file.load()).toMatchObject({ leases: [{ guestId: 'a', deadlineMs: nowMs + 1_000 }] });
    await client.release('a');
    expect((await client.status()).leases).toEqual([]);
  }
  await expect(client.release('a')).rejects.toMatchObject({ reason: 'keeper_unreachable' });
});
