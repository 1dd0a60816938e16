/** What cells send of images that they were told to build. */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyQcow2 } from '../../../cell-agent/src/hypervisor/fake/qcow2-file.ts';
import { ask, type CellSide, openCellSide } from '../../../test/support/cell-listener.ts';
import { sampleImage, sampleOperation } from '../../../test/support/domain-samples.ts';
import { poll } from '../../../test/support/poll.ts';

const content = emptyQcow2(2 ** 28, 'built');
const sha256 = createHash('sha256').update(content).digest('hex');

let side: CellSide;
let cellId: string;
let keys: Awaited<ReturnType<CellSide['addCell']>>['keys'];
let imageId: string;
let operationId: string;
beforeEach(async () => {
  side = await openCellSide();
  const added = await side.addCell();
  [keys, cellId, imageId] = [added.keys, added.cell.id, randomUUID()];
  await side.store.images.insert(sampleImage({ id: imageId, phase: 'building' }));
  const input = { guestId: randomUUID(), cellId, imageId };
  const operation = sampleOperation({ kind: 'build-image', state: 'running', input });
  operationId = operation.id;
  await side.store.operations.insert(operation);
});
afterEach(() => side[Symbol.asyncDispose]());

const put = (change: { image?: string; body?: Buffer; keys?: typeof keys } = {}) =>
  ask(side, `/images/${change.image ?? imageId}/content`, {
    method: 'PUT',
    keys: change.keys ?? keys,
    body: change.body ?? content,
  });

async function files(): Promise<string[]> {
  const names = await readdir(join(side.folder, 'images'), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('PUT of a built image', () => {
  test('stores it and tells what has come; it is ready when its operation says so', async () => {
    const answer = await put();
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString())).toEqual({ sha256, sizeBytes: content.length });
    expect(await side.store.images.get(imageId)).toMatchObject({
      phase: 'building',
      content: { version: 1, sha256, sizeBytes: content.length, virtualSizeBytes: 2 ** 28, format: 'qcow2' },
    });
    const name = `${imageId}_v1.qcow2`;
    expect(await files()).toEqual([name]);
    expect((await readFile(join(side.folder, 'images/disk_images', name))).equals(content)).toBe(true);
  });

  test('may come again', async () => {
    await put();
    const other = emptyQcow2(2 ** 28, 'again');
    expect(await put({ body: other })).toMatchObject({ status: 200 });
    expect(await side.store.images.get(imageId)).toMatchObject({ content: { sizeBytes: other.length } });
  });

  test('is refused from another cell, and from none', async () => {
    const { keys: others } = await side.addCell();
    expect(await put({ keys: others })).toMatchObject({ status: 404, reason: 'image_not_found' });
    expect(await ask(side, `/images/${imageId}/content`, { method: 'PUT', body: content })).toMatchObject({
      status: 401,
    });
    expect(await files()).toEqual([]);
  });

  test('is refused for images that are not being built', async () => {
    const waiting = randomUUID();
    await side.store.images.insert(sampleImage({ id: waiting, name: 'waiting' }));
    expect(await put({ image: waiting })).toMatchObject({ status: 404 });
    expect(await put({ image: randomUUID() })).toMatchObject({ status: 404 });
    await side.store.operations.setState(operationId, 'undoing', {});
    expect(await put()).toMatchObject({ status: 404 });
    expect(await files()).toEqual([]);
  });

  test('with what is no qcow2 is told why, although more is to come', async () => {
    const wrong = Buffer.alloc(20_000_000, 'no image');
    expect(await put({ body: wrong })).toMatchObject({ status: 400, reason: 'bad_format' });
    expect(await files()).toEqual([]);
  });

  test('that breaks off leaves nothing', async () => {
    const call = request({
      ...{ host: 'localhost', port: side.listener.port, path: `/images/${imageId}/content` },
      ...{ method: 'PUT', ca: side.authority.certificate, key: keys.key, cert: keys.certificate },
      headers: { 'content-length': content.length },
      agent: false,
    });
    call.on('error', () => undefined);
    call.write(content.subarray(0, 150_000));
    await poll('a part has come', async () => (await files()).length === 1);
    call.destroy();
    await poll('the part is gone', async () => (await files()).length === 0);
    expect(await side.store.images.get(imageId)).toMatchObject({ phase: 'building', content: null });
  });
});
