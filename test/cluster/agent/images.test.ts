import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PullImageRequest } from '../../../proto/src/model.ts';
import { guestSpec } from '../../support/guest-spec.ts';
import { breakAt, type ImageServer, sendFrom, serveImage } from './image-server.ts';
import { cellId, startTestCell, type TestCell } from './test-cell.ts';

const content = Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), randomBytes(1 << 20)]);
const sha256 = createHash('sha256').update(content).digest('hex');

let cell: TestCell;
let server: ImageServer;
let folder: string;
beforeEach(async () => {
  cell = await startTestCell();
  server = await serveImage(cell.authority, cell.controlPlane, content);
  folder = join(cell.data, 'images');
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await cell[Symbol.asyncDispose]();
});

function request(changes: Partial<PullImageRequest> = {}): PullImageRequest {
  return {
    operationId: 'op',
    imageId: 'image',
    sha256,
    sizeBytes: content.length,
    format: 'qcow2',
    url: server.url,
    ...changes,
  };
}

const pull = (changes: Partial<PullImageRequest> = {}) => cell.client.long('pullImage', request(changes));

test('an image is downloaded with the cell as client, verified, and readable by others but not writable', async () => {
  await expect(pull()).resolves.toEqual({ sha256, sizeBytes: content.length });
  const path = join(folder, `${sha256}.qcow2`);
  expect((await readFile(path)).equals(content)).toBe(true);
  expect((await stat(path)).mode & 0o777).toBe(0o644);
  expect(server.requests).toEqual([{ range: undefined, cellId }]);
});

test('a cached image is not downloaded again', async () => {
  await pull();
  await expect(pull()).resolves.toEqual({ sha256, sizeBytes: content.length });
  expect(server.requests).toHaveLength(1);
});

test('a broken connection is taken up where it broke', async () => {
  server.behaviours.push(breakAt(300_000), breakAt(700_000));
  await expect(pull()).resolves.toMatchObject({ sha256 });
  expect(server.requests).toHaveLength(3);
  const offsets = server.requests.map(({ range }) => Number(/\d+/.exec(range ?? '0')));
  expect(offsets[1]).toBeGreaterThan(0);
  expect(offsets[1]).toBeLessThanOrEqual(300_000);
  expect(offsets[2]).toBeGreaterThan(Number(offsets[1]));
});

test('a server without ranges starts the file anew', async () => {
  server.behaviours.push(breakAt(300_000), (response, bytes) => sendFrom(response, bytes, 0));
  await expect(pull()).resolves.toMatchObject({ sha256 });
  expect((await readFile(join(folder, `${sha256}.qcow2`))).equals(content)).toBe(true);
});

test('a part of an earlier run is hashed and completed', async () => {
  await writeFile(join(folder, `${sha256}.part`), content.subarray(0, 500_000));
  await expect(pull()).resolves.toMatchObject({ sha256 });
  expect(server.requests).toEqual([{ range: 'bytes=500000-', cellId }]);
});

test('a damaged part is found out and dropped, and the next call succeeds', async () => {
  await writeFile(join(folder, `${sha256}.part`), Buffer.alloc(500_000, 1));
  await expect(pull()).rejects.toMatchObject({ code: 'invalid', reason: 'checksum_mismatch' });
  expect(await readdir(folder)).toEqual([]);
  await expect(pull()).resolves.toMatchObject({ sha256 });
});

test('other content than asked for is refused', async () => {
  const other = 'c'.repeat(64);
  await expect(pull({ sha256: other })).rejects.toMatchObject({
    code: 'invalid',
    reason: 'checksum_mismatch',
  });
  expect(await readdir(folder)).toEqual([]);
});

test('more bytes than announced are refused', async () => {
  await expect(pull({ sizeBytes: 1_000 })).rejects.toMatchObject({ reason: 'checksum_mismatch' });
});

test('an image of another size under the same name is downloaded again', async () => {
  await writeFile(join(folder, `${sha256}.qcow2`), content.subarray(0, 100));
  await expect(pull()).resolves.toMatchObject({ sizeBytes: content.length });
  expect((await stat(join(folder, `${sha256}.qcow2`))).size).toBe(content.length);
});

test('callers of one image share the download', async () => {
  const both = await Promise.all([pull(), pull({ operationId: 'op-2' }), pull({ operationId: 'op-3' })]);
  expect(both.map((image) => image.sha256)).toEqual([sha256, sha256, sha256]);
  expect(server.requests).toHaveLength(1);
});

test('a connection that never brings anything is transient and keeps the part', async () => {
  server.behaviours.push(breakAt(300_000), ...Array.from({ length: 5 }, () => breakAt(0)));
  await expect(pull()).rejects.toMatchObject({ code: 'timeout', reason: 'image_download_broken' });
  expect(await readdir(folder)).toEqual([`${sha256}.part`]);
});

test('refusals of the server are told apart', async () => {
  const answer = (status: number) => (response: Parameters<typeof sendFrom>[0]) =>
    void response.writeHead(status).end();
  server.behaviours.push(answer(404), answer(403), answer(400));
  await expect(pull()).rejects.toMatchObject({ code: 'not_found', reason: 'image_not_found' });
  await expect(pull()).rejects.toMatchObject({ code: 'forbidden', reason: 'image_forbidden' });
  await expect(pull()).rejects.toMatchObject({ code: 'internal', reason: 'image_refused' });
});

test('a server that is not the control plane gets no second request', async () => {
  await using impostor = await serveImage(
    cell.authority,
    await cell.authority.issue('cellar:cell:other'),
    content,
  );
  await expect(pull({ url: impostor.url })).rejects.toMatchObject({ reason: 'not_control_plane' });
  expect(impostor.requests).toEqual([]);
});

test('a cancelled pull keeps its part, and the next call goes on', async () => {
  const reached = Promise.withResolvers<void>();
  server.behaviours.push((response, bytes) => {
    sendFrom(response, bytes, 0, 400_000);
    reached.resolve();
  });
  const abort = new AbortController();
  const gone = cell.client.long('pullImage', request(), { signal: abort.signal });
  const cancelled = expect(gone).rejects.toMatchObject({ code: 'cancelled' });
  await reached.promise;
  await expect.poll(async () => (await stat(join(folder, `${sha256}.part`))).size).toBeGreaterThan(0);
  abort.abort();
  await cancelled;
  await expect(pull()).resolves.toMatchObject({ sha256 });
  expect(server.requests[1]?.range).toMatch(/^bytes=[1-9]/);
});

test('an image larger than the disk is refused before a byte is moved', async () => {
  await expect(pull({ sizeBytes: 2 ** 52 })).rejects.toMatchObject({
    code: 'no_capacity',
    reason: 'disk_full',
  });
  expect(server.requests).toEqual([]);
});

test('bad requests name their field', async () => {
  await expect(pull({ sha256: '../x' })).rejects.toMatchObject({
    code: 'invalid',
    details: { field: 'sha256' },
  });
  await expect(pull({ sizeBytes: 0 })).rejects.toMatchObject({
    code: 'invalid',
    details: { field: 'sizeBytes' },
  });
  await expect(pull({ url: 'http://127.0.0.1/' })).rejects.toMatchObject({
    code: 'invalid',
    details: { field: 'url' },
  });
});

test('an image is removed once no guest is based on it, and again', async () => {
  await pull();
  const spec = guestSpec({ disks: [{ sizeBytes: 4 << 20, imageSha256: sha256, clone: 'linked' }] });
  await cell.client.long('createGuest', { operationId: randomUUID(), spec });
  const remove = () => cell.client.call('removeImage', { operationId: 'op', sha256 });
  await expect(remove()).rejects.toMatchObject({ code: 'conflict', reason: 'image_in_use' });
  await cell.client.call('deleteGuest', { operationId: 'op', guestId: spec.id, force: false });
  await remove();
  await remove();
  expect(await readdir(folder)).toEqual([]);
});

test('an image is not removed under a creation that has begun', async () => {
  await pull();
  const spec = guestSpec({ disks: [{ sizeBytes: 4 << 20, imageSha256: sha256, clone: 'linked' }] });
  const hung = cell.faults.hang('createDisk');
  const creation = cell.client.long('createGuest', { operationId: randomUUID(), spec });
  await hung.reached;
  await expect(cell.client.call('removeImage', { operationId: 'op', sha256 })).rejects.toMatchObject({
    reason: 'image_in_use',
  });
  hung.release();
  await expect(creation).resolves.toMatchObject({ state: 'stopped' });
});

test('the inventory lists complete images only', async () => {
  await pull();
  await writeFile(join(folder, `${'d'.repeat(64)}.part`), 'x');
  await mkdir(join(folder, `${'e'.repeat(64)}.iso`));
  const stream = cell.client.events(60_000);
  const [event] = await once(stream, 'data');
  stream.on('error', () => undefined).cancel();
  expect(event).toMatchObject({ type: 'inventory', images: [{ sha256, sizeBytes: content.length }] });
});
