/** Storages of a cell that the control plane speaks to over the wire. */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import { guestSpec } from '../../support/guest-spec.ts';
import { poll } from '../../support/poll.ts';
import { startTestCell, type TestCell } from './test-cell.ts';

let cell: TestCell;
let target: string;
beforeEach(async () => {
  cell = await startTestCell();
  target = await mkdtemp(join(tmpdir(), 'cellar-storage-'));
});
afterEach(async () => {
  await cell[Symbol.asyncDispose]();
  await rm(target, { recursive: true, force: true });
});

const shared = () => ({
  name: 'shared',
  id: randomUUID(),
  type: 'directory' as const,
  host: '',
  target,
  initialize: true,
});
const stateOf = async () => (await cell.client.call('describeCell', undefined)).storages[0];

test('a storage is begun by who is told to, and then found by everyone', async () => {
  const storage = shared();
  const later = { ...storage, initialize: false };
  expect(await cell.client.call('attachStorage', later)).toMatchObject({
    attached: false,
    error: expect.stringContaining('must be the same on every cell'),
  });
  expect(await cell.client.call('attachStorage', storage)).toMatchObject({ attached: true, error: '' });
  expect(await cell.client.call('attachStorage', later)).toMatchObject({ attached: true });
  const another = { ...later, id: randomUUID() };
  expect(await cell.client.call('attachStorage', another)).toMatchObject({
    attached: false,
    error: expect.stringContaining('is that of another storage'),
  });
  expect(await stateOf()).toMatchObject({ name: 'shared', id: another.id, attached: false });
});

test('it is attached again by itself when it was away', async () => {
  const away = new DomainError('cell_unreachable', 'the server is away', { reason: 'storage_unavailable' });
  cell.faults.fail('attachStorage', away);
  const storage = shared();
  expect(await cell.client.call('attachStorage', storage)).toMatchObject({
    attached: false,
    error: 'the server is away',
  });
  expect(await cell.client.call('attachStorage', storage)).toMatchObject({ attached: true });
  cell.faults.fail('readSpace', away);
  await poll('its loss is seen', async () => (await stateOf())?.error === 'the server is away');
  await poll('it is back', async () => (await stateOf())?.attached === true);
});

test('a guest holds it, and so does the guest of another cell its image', async () => {
  await cell.client.call('attachStorage', shared());
  const spec = guestSpec({ storage: 'shared' });
  await cell.client.long('createGuest', { operationId: 'op', spec });
  const detached = cell.client.call('detachStorage', { name: 'shared' });
  await expect(detached).rejects.toMatchObject({ code: 'conflict', reason: 'storage_in_use' });
  await cell.client.call('deleteGuest', { operationId: 'op2', guestId: spec.id, force: false });
  expect(await readdir(join(target, 'cellar/disks'))).toEqual([]);

  const sha256 = 'cd'.repeat(32);
  await writeFile(join(target, 'cellar/images', `${sha256}.qcow2`), 'QFI\xfb', 'latin1');
  const overlay = join(target, 'cellar/disks', `${randomUUID()}.0.qcow2`);
  await writeFile(overlay, overlayOn(`../images/${sha256}.qcow2`));
  const collect = { wantedSha256: [], unusedForMs: 0, storage: 'shared' };
  expect(await cell.client.call('collectImages', collect)).toEqual({ removedSha256: [] });
  await rm(overlay);
  expect(await cell.client.call('collectImages', collect)).toEqual({ removedSha256: [sha256] });
  await cell.client.call('detachStorage', { name: 'shared' });
  expect(await stateOf()).toBeUndefined();
});

test('nothing is made on a storage that is not attached', async () => {
  const spec = guestSpec({ storage: 'absent' });
  const created = cell.client.long('createGuest', { operationId: 'op', spec });
  await expect(created).rejects.toMatchObject({ code: 'cell_unreachable', reason: 'storage_unavailable' });
});

test("the cell's own storage moves where it is told, unless a guest is there", async () => {
  const path = join(target, 'disks');
  await mkdir(path);
  const moved = await cell.client.call('setStoragePath', { path: `${path}/` });
  expect(moved.storagePaths).toEqual([path]);
  const refused = cell.client.call('setStoragePath', { path: 'disks' });
  await expect(refused).rejects.toMatchObject({ code: 'invalid', reason: 'bad_storage_path' });
  const spec = guestSpec();
  await cell.client.long('createGuest', { operationId: 'op', spec });
  const inUse = cell.client.call('setStoragePath', { path: '/srv' });
  await expect(inUse).rejects.toMatchObject({ code: 'conflict', reason: 'storage_in_use' });
});

/** The header of a qcow2 file that names its base. */
function overlayOn(base: string): Buffer {
  const header = Buffer.alloc(600);
  header.write('QFI\xfb', 'latin1');
  header.writeUInt32BE(3, 4);
  header.writeBigUInt64BE(104n, 8);
  header.writeUInt32BE(base.length, 16);
  header.write(base, 104);
  return header;
}
