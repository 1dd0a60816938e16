import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { covers } from '../../support/covers.ts';
import { sampleGuest } from '../../support/domain-samples.ts';
import {
  type ImageServer,
  imageForm,
  startImageServer,
  tinyIso,
  tinyQcow2,
} from '../../support/image-server.ts';
import { poll } from '../../support/poll.ts';

let server: ImageServer;
let anna: string;
beforeEach(async () => {
  server = await startImageServer();
  anna = await server.login('anna', 'closed', ['image', 'media']);
});
afterEach(() => server[Symbol.asyncDispose]());

const content = { disk: tinyQcow2(), media: tinyIso() };
type Kind = keyof typeof content;

async function create(kind: Kind): Promise<string> {
  return String((await server.call(anna, 'POST', `/${kind}_images/`, { name: 'file' })).data.id);
}

async function stored(kind: Kind, bytes = content[kind]): Promise<string> {
  const id = await create(kind);
  expect(await server.upload(anna, `/${kind}_images/${id}/file/`, imageForm(bytes))).toMatchObject({
    error_code: 0,
  });
  return id;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(`${server.origin}/api/v1${path}`, { method, headers: { 'Nano-Session': anna, ...headers } });
}

function hash(algorithm: string, bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

/** Empty for what was closed since it was listed. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Begins an upload of a form that never ends. */
function begin(path: string) {
  const upload = request(`${server.origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Nano-Session': anna, 'Content-Type': 'multipart/form-data; boundary=edge' },
  });
  upload.on('error', () => undefined);
  upload.write('--edge\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\n');
  return upload;
}

const routes: [Kind, string, (id: string) => string][] = [
  [
    'disk',
    `${covers('POST /disk_images/{id}/file/')} ${covers('GET /disk_images/{id}/file/')}`,
    (id) => `/disk_images/${id}/file/`,
  ],
  [
    'disk',
    `${covers('POST /disk_image_files/{id}')} ${covers('GET /disk_image_files/{id}')}`,
    (id) => `/disk_image_files/${id}`,
  ],
  [
    'media',
    `${covers('POST /media_images/{id}/file/')} ${covers('GET /media_images/{id}/file/')}`,
    (id) => `/media_images/${id}/file/`,
  ],
  [
    'media',
    `${covers('POST /media_image_files/{id}')} ${covers('GET /media_image_files/{id}')}`,
    (id) => `/media_image_files/${id}`,
  ],
];

describe('the file of an image', () => {
  it.each(routes)('of kind %s comes back as it was sent: %s', async (kind, _covered, path) => {
    const id = await create(kind);
    const bytes = content[kind];
    const form = imageForm(bytes, { value: hash('sha1', bytes), before: false });
    expect(await server.upload(anna, path(id), form)).toEqual({
      status: 200,
      error_code: 0,
      message: '',
      data: '',
    });
    const whole = await get(path(id));
    expect([whole.status, Buffer.from(await whole.arrayBuffer()).equals(bytes)]).toEqual([200, true]);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      signature: hash('sha1', bytes),
      etag: `"${hash('sha256', bytes)}"`,
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      'content-disposition': expect.stringContaining(kind === 'disk' ? '"file.qcow2"' : '"file.iso"'),
    });
    const shown = (await server.call(anna, 'GET', `/${kind}_images/${id}`)).data;
    expect(shown).toMatchObject({ created: true, size: bytes.length });
  });

  it('is sent in ranges', async () => {
    const path = `/disk_images/${await stored('disk')}/file/`;
    const bytes = content.disk;
    const etag = `"${hash('sha256', bytes)}"`;
    for (const [range, first, end] of [
      ['bytes=4-99', 4, 100],
      ['bytes=199990-', 199_990, 200_000],
      ['bytes=-5', 199_995, 200_000],
    ] as const) {
      const part = await get(path, { Range: range, 'If-Range': etag });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${first}-${end - 1}/200000`);
      expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(first, end))).toBe(true);
    }
    const beyond = await get(path, { Range: 'bytes=200000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */200000']);
    const other = await get(path, { Range: 'bytes=0-3', 'If-Range': '"other"' });
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, 200_000]);
    await poll('the log has all', () => server.requests.filter(({ status }) => status === 206).length === 3);
    const head = await get(path, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '200000']);
  });

  it('is downloaded by a link with the cookie that the list of disk images sets, while the session is', async () => {
    const id = await stored('disk');
    const url = `${server.origin}/api/v1/disk_images/${id}/file/`;
    const list = await get('/disk_image_search/');
    const cookie = list.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^cellar_download=[\w-]+; Max-Age=300; Path=\/api\/v1\/; HttpOnly; SameSite=Strict$/,
    );
    const value = cookie.split(';', 1)[0] ?? '';
    const linked = await fetch(url, { headers: { Cookie: value } });
    expect((await linked.arrayBuffer()).byteLength).toBe(200_000);
    for (const headers of [
      {},
      { Cookie: 'cellar_download=forged' },
      { Cookie: `${value.slice(0, -4)}AAAA` },
    ]) {
      const refused = await fetch(url, { headers });
      expect(await refused.json()).toEqual({ error_code: 500, message: 'unauthenticated request', data: {} });
    }
    const deleted = await fetch(url, { method: 'POST', headers: { Cookie: value } });
    expect(await deleted.json()).toMatchObject({ error_code: 500 });
    await server.store.sessions.endOthers((await server.store.users.findByName('anna'))?.id ?? '', null);
    expect(await (await fetch(url, { headers: { Cookie: value } })).json()).toMatchObject({
      error_code: 500,
    });
  });

  it.each([
    ['of another format', imageForm(tinyIso()), /qcow2/],
    ['with a backing file', imageForm(Buffer.from(tinyQcow2().fill(1, 15, 16))), /backing file/],
    [
      'with a wrong checksum before it',
      imageForm(content.disk, { value: '0'.repeat(40), before: true }),
      /sha1 checksum/,
    ],
    [
      'with a wrong checksum behind it',
      imageForm(content.disk, { value: '0'.repeat(64), before: false }),
      /sha256 checksum/,
    ],
    ['without an image', new FormData(), /no part named image|broke off/],
  ])('is refused %s, and nothing is left', async (_what, form, message) => {
    const id = await create('disk');
    const answer = await server.upload(anna, `/disk_images/${id}/file/`, form);
    expect(answer).toMatchObject({ status: 200, error_code: 500, message: expect.stringMatching(message) });
    expect(server.files()).toEqual([]);
    expect(await server.upload(anna, `/disk_images/${id}/file/`, imageForm(content.disk))).toMatchObject({
      error_code: 0,
    });
  });

  it('is refused twice in one form, and in no form', async () => {
    const id = await create('disk');
    const twice = imageForm(content.disk);
    twice.append('image', new Blob(['more']), 'more');
    expect(await server.upload(anna, `/disk_images/${id}/file/`, twice)).toMatchObject({
      message: 'the form has more than one part named image',
    });
    const plain = await server.call(anna, 'POST', `/disk_images/${id}/file/`, { image: 'x' });
    expect(plain.message).toMatch(/content type must be multipart\/form-data/);
    expect(server.files()).toEqual([]);
  });

  it('broken off in the middle leaves the image free and nothing behind', async () => {
    const id = await create('disk');
    const path = `/disk_images/${id}/file/`;
    const upload = begin(path);
    upload.write(content.disk);
    await poll('the upload is under way', () => server.files().length === 1);
    const locked = { error_code: 500, message: "disk image 'file' is locked: it is being uploaded" };
    expect(await server.upload(anna, path, imageForm(content.disk))).toMatchObject(locked);
    expect(await server.call(anna, 'DELETE', `/disk_images/${id}`)).toMatchObject(locked);
    expect(await server.call(anna, 'PUT', `/disk_images/${id}`, { name: 'new' })).toMatchObject(locked);
    upload.destroy();
    await poll('nothing is left', () => server.files().length === 0);
    await poll('the image is free', async () => (await server.store.images.get(id))?.phase === 'empty');
    expect(await server.upload(anna, path, imageForm(content.disk))).toMatchObject({ error_code: 0 });
  });

  it('is replaced by a later upload, but not by a failed one, nor while guests use it', async () => {
    const id = await stored('disk');
    const path = `/disk_images/${id}/file/`;
    await server.upload(anna, path, imageForm(tinyIso()));
    expect(server.files()).toEqual([`${id}_v1.qcow2`]);
    expect(await server.upload(anna, path, imageForm(tinyQcow2(300_000)))).toMatchObject({ error_code: 0 });
    expect(server.files()).toEqual([`${id}_v2.qcow2`]);
    const imageSha256 = hash('sha256', tinyQcow2(300_000));
    await server.store.guests.insert(
      sampleGuest({ disks: [{ sizeBytes: 2 ** 30, imageSha256, clone: 'linked' }] }),
    );
    for (const answer of [
      await server.upload(anna, path, imageForm(content.disk)),
      await server.call(anna, 'DELETE', `/disk_images/${id}`),
    ]) {
      expect(answer).toMatchObject({
        error_code: 500,
        message: expect.stringMatching(/guests have disks based on it/),
      });
    }
  });

  it('is sent to pages of other origins too', async () => {
    const path = `/disk_images/${await stored('disk')}/file/`;
    for (const headers of [{}, { Range: 'bytes=0-3' }, { Range: 'bytes=900000-' }]) {
      const answer = await get(path, { Origin: 'http://elsewhere.test', ...headers });
      await answer.arrayBuffer();
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'access-control-allow-origin': 'http://elsewhere.test',
        'access-control-expose-headers': expect.stringContaining('Signature'),
        vary: 'Origin',
      });
    }
  });

  it('is closed when its reader goes away', async () => {
    const path = `/disk_images/${await stored('disk', tinyQcow2(40_000_000))}/file/`;
    const isOpen = () =>
      readdirSync('/proc/self/fd').some((fd) => {
        const link = linkOf(`/proc/self/fd/${fd}`);
        return link.startsWith(server.folder);
      });
    const answer = await get(path);
    const reader = answer.body?.getReader();
    await reader?.read();
    expect(isOpen()).toBe(true);
    await reader?.cancel();
    await poll('the file is closed', () => !isOpen());
  });

  it('that is refused is not read to its end if that is far', async () => {
    const id = await create('disk');
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(`POST /api/v1/disk_images/${id}/file/ HTTP/1.1\r\nHost: x\r\nNano-Session: ${anna}\r\n`);
    socket.write('Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 9000000000\r\n\r\n');
    socket.write('--edge\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\n');
    const block = Buffer.alloc(1024 * 1024);
    let written = 0;
    while (!socket.destroyed && written < 400) {
      written += 1;
      const drained = new Promise((resolve) => socket.once('drain', resolve));
      if (!socket.write(block)) await Promise.race([drained, closed]);
    }
    await closed;
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(answer).toMatch(/"error_code":500,"message":"the upload is no usable qcow2 file/);
    expect(written).toBeLessThan(400);
    expect(server.files()).toEqual([]);
  });

  it('of 300 MiB passes through little memory', async () => {
    const id = await create('disk');
    const upload = begin(`/disk_images/${id}/file/`);
    upload.write(content.disk);
    const block = Buffer.alloc(1024 * 1024);
    const before = process.memoryUsage.rss();
    let most = before;
    for (let count = 0; count < 300; count += 1) {
      if (!upload.write(block)) await once(upload, 'drain');
      most = Math.max(most, process.memoryUsage.rss());
    }
    upload.end('\r\n--edge--\r\n');
    const [response] = await once(upload, 'response');
    response.resume();
    expect((await server.store.images.get(id))?.content?.sizeBytes).toBe(
      content.disk.length + 300 * 1024 * 1024,
    );
    expect(most - before).toBeLessThan(96 * 1024 * 1024);
  });
});
