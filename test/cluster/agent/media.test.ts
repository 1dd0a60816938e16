/** Images of system disks on their way to the control plane, new system disks, and the care for the image cache. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cellIdOf } from '../../../proto/src/certificate-names.ts';
import type { GuestSpec } from '../../../proto/src/model.ts';
import { guestSpec } from '../../support/guest-spec.ts';
import { poll } from '../../support/poll.ts';
import { cellId, startTestCell, type TestCell } from './test-cell.ts';

let cell: TestCell;
let images: string;
beforeEach(async () => {
  cell = await startTestCell();
  images = join(cell.data, 'images');
});
afterEach(() => cell[Symbol.asyncDispose]());

const blank = { sizeBytes: 4 << 20, imageSha256: '', clone: 'linked' } as const;

async function created(change: Partial<GuestSpec> = {}): Promise<GuestSpec> {
  const spec = guestSpec({ id: randomUUID(), disks: [blank], ...change });
  await cell.client.long('createGuest', { operationId: randomUUID(), spec });
  return spec;
}

async function cached(text: string, minutesAgo = 0): Promise<string> {
  const bytes = Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), Buffer.from(text)]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = join(images, `${sha256}.qcow2`);
  await writeFile(path, bytes);
  const then = new Date(Date.now() - minutesAgo * 60_000);
  await utimes(path, then, then);
  return sha256;
}

const exportsOf = async (guestId: string) =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(guestId) && name.endsWith('.export.qcow2'));

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Stands for the control plane's cell listener. */
async function receiver(answer: Answer) {
  const { authority, controlPlane } = cell;
  const tls = { key: controlPlane.key, cert: controlPlane.certificate, ca: authority.certificate };
  const server = createServer({ ...tls, requestCert: true }, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/images/x/content`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

describe('building an image', () => {
  const build = (guestId: string, url: string, options: { signal?: AbortSignal } = {}) =>
    cell.client.long('buildImage', { operationId: 'op', guestId, imageId: 'x', url }, options);

  test('sends the system disk with the certificate of the cell; no file stays', async () => {
    const { id } = await created();
    const got: { bytes: Buffer; cell: string | undefined; method: string | undefined }[] = [];
    await using server = await receiver(async (request, response) => {
      const peer = cellIdOf((request.socket as TLSSocket).getPeerCertificate().subjectaltname);
      const bytes = await buffer(request);
      got.push({ bytes, cell: peer, method: request.method });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      json(response, 200, { sha256, sizeBytes: bytes.length });
    });
    const answer = await build(id, server.url);
    expect(got).toMatchObject([{ cell: cellId, method: 'PUT' }]);
    expect(got[0]?.bytes.subarray(0, 4).toString('latin1')).toBe('QFI\xfb');
    expect(answer).toEqual({
      sizeBytes: got[0]?.bytes.length,
      sha256: createHash('sha256')
        .update(got[0]?.bytes ?? '')
        .digest('hex'),
    });
    expect(await exportsOf(id)).toEqual([]);
  });

  test('is refused with the words of the control plane, before it has read everything', async () => {
    const { id } = await created({ disks: [{ ...blank, sizeBytes: 2 ** 40 }] });
    await using server = await receiver((_, response) => {
      json(response, 507, {
        error: { code: 'no_capacity', reason: 'disk_full', message: 'no room is left' },
      });
    });
    await expect(build(id, server.url)).rejects.toMatchObject({
      code: 'no_capacity',
      reason: 'disk_full',
      message: 'no room is left',
    });
    expect(await exportsOf(id)).toEqual([]);
  });

  test('fails as transient when the connection breaks, and when something else was received', async () => {
    const { id } = await created();
    await using broken = await receiver((request) => void request.socket.destroy());
    await expect(build(id, broken.url)).rejects.toMatchObject({
      code: 'timeout',
      reason: 'image_upload_broken',
    });
    await using other = await receiver(async (request, response) => {
      await buffer(request);
      json(response, 200, { sha256: 'ab'.repeat(32), sizeBytes: 1 });
    });
    await expect(build(id, other.url)).rejects.toMatchObject({ reason: 'checksum_mismatch' });
    expect(await exportsOf(id)).toEqual([]);
  });

  test('a cancelled one leaves no file', async () => {
    const { id } = await created();
    const reached = Promise.withResolvers<void>();
    await using server = await receiver(() => reached.resolve());
    const abort = new AbortController();
    const gone = expect(build(id, server.url, { signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    await reached.promise;
    abort.abort();
    await gone;
    await poll('the file is gone', async () => (await exportsOf(id)).length === 0);
  });

  test('is for stopped guests without snapshots', async () => {
    const { id } = await created();
    const url = 'https://127.0.0.1:1/';
    await cell.client.call('startGuest', { operationId: 'start', guestId: id, boot: { type: 'disk' } });
    await expect(build(id, url)).rejects.toMatchObject({ code: 'conflict', reason: 'guest_running' });
    await cell.fake.destroyGuest(id);
    await cell.fake.createSnapshot(id, { name: 'one', description: '', operationId: 'op' });
    await expect(build(id, url)).rejects.toMatchObject({ reason: 'guest_has_snapshots' });
    await expect(build(id, 'http://127.0.0.1/')).rejects.toMatchObject({ details: { field: 'url' } });
  });
});

describe('a new system', () => {
  test('needs its image in the cache, and is made once for each operation', async () => {
    const spec = await created();
    const sha256 = await cached('system');
    const wanted = { ...spec, disks: [{ ...blank, imageSha256: sha256 }] };
    const absent = { ...spec, disks: [{ ...blank, imageSha256: 'cd'.repeat(32) }] };
    await expect(
      cell.client.long('resetSystem', { operationId: 'reset', spec: absent }),
    ).rejects.toMatchObject({ code: 'not_found', reason: 'image_not_cached' });
    const reset = () => cell.client.long('resetSystem', { operationId: 'reset', spec: wanted });
    const first = await reset();
    expect(first).toMatchObject({ state: 'stopped', spec: wanted });
    expect(await reset()).toEqual(first);
    expect(cell.fake.listDisks()).toMatchObject([{ index: 0, content: sha256, complete: true }]);
  });

  test('leaves the old one when it can not be made', async () => {
    const spec = await created();
    const wanted = { ...spec, disks: [{ ...blank, imageSha256: await cached('system') }] };
    cell.faults.fail('replaceSystemDisk', new Error('no'));
    await expect(cell.client.long('resetSystem', { operationId: 'one', spec: wanted })).rejects.toThrow();
    expect(await cell.client.call('getGuest', { guestId: spec.id })).toMatchObject({ spec });
  });
});

describe('collecting images', () => {
  const collect = async (wantedSha256: string[]) =>
    await cell.client.call('collectImages', { wantedSha256, unusedForMs: 10 * 60_000 });

  test('removes what nobody wants, uses or has asked for lately', async () => {
    const [wanted, used, fresh, old] = [
      await cached('wanted', 60),
      await cached('used', 60),
      await cached('fresh', 1),
      await cached('old', 60),
    ];
    await created({ disks: [{ ...blank, imageSha256: used }] });
    expect(await collect([wanted])).toEqual({ removedSha256: [old] });
    expect((await readdir(images)).sort()).toEqual([wanted, used, fresh].map((one) => `${one}.qcow2`).sort());
  });

  test('leaves an image under a creation that has begun, and one that was just pulled again', async () => {
    const sha256 = await cached('base', 60);
    const hung = cell.faults.hang('createDisk');
    const creation = created({ disks: [{ ...blank, imageSha256: sha256 }] });
    await hung.reached;
    expect(await collect([])).toEqual({ removedSha256: [] });
    hung.release();
    await creation;

    const again = await cached('again', 60);
    const pull = { operationId: 'op', imageId: 'x', sha256: again, sizeBytes: 9, format: 'qcow2' } as const;
    await cell.client.long('pullImage', { ...pull, url: 'https://127.0.0.1:1/' });
    expect(await collect([])).toEqual({ removedSha256: [] });
  });
});
