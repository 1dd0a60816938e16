/** Requests that no honest client sends: too large, too deep, too slow, with forged headers. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let admin: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await cloud.login('admin');
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const alive = async () => expect((await cloud.nobody.raw('GET', '/healthz')).status).toBe(200);

async function opened(): Promise<Socket> {
  const { hostname, port } = new URL(cloud.origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** What is answered to the bytes as they are. */
async function send(bytes: string): Promise<string> {
  const socket = await opened();
  socket.end(bytes);
  return text(socket);
}

describe('bodies', () => {
  test.each([
    ['deep lists', '['.repeat(500_000)],
    ['deep objects', '{"a":'.repeat(150_000)],
    ['a deep object that is whole', `${'{"a":'.repeat(90_000)}1${'}'.repeat(90_000)}`],
    ['many keys', `{${Array.from({ length: 90_000 }, (_, n) => `"k${n}":1`).join(',')}}`],
    ['one long text', `{"limit":"${'x'.repeat(1_000_000)}"}`],
    ['beyond the limit', `{"limit":"${'x'.repeat(1_100_000)}"}`],
    ['a prototype', '{"__proto__":{"limit":5},"constructor":{"prototype":{"limit":5}}}'],
    ['large numbers', '{"limit":1e308,"offset":-1e308}'],
    ['no UTF-8', '{"keyword":"\u{FFFD}\uD800"}'],
  ])('%s are answered, and the next request too', async (_, body) => {
    const answer = await admin.raw('POST', '/api/v1/search/guests/', body);
    expect(answer.status).toBeLessThan(500);
    expect(((await answer.json()) as Json).message).not.toContain('internal error');
    await alive();
  });

  test('a prototype in a body reaches nothing', async () => {
    await admin.call('POST', '/search/guests/', { __proto__: { polluted: true } });
    const text = '{"__proto__":{"polluted":true}}';
    await admin.raw('POST', '/api/v1/search/guests/', text);
    expect(({} as Json).polluted).toBeUndefined();
  });

  test('of unknown length end at the limit', async () => {
    const socket = await opened();
    const head = `POST /api/v1/search/guests/ HTTP/1.1\r\nHost: x\r\nNano-Session: ${admin.session}\r\n`;
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
    const answer = text(socket);
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 40 && !socket.destroyed; sent += 1) socket.write(chunk);
    socket.end('0\r\n\r\n');
    expect(await answer).toContain('the body exceeds');
    await alive();
  });
});

describe('headers', () => {
  test.each([
    [
      'beyond all measure',
      `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431/,
    ],
    ['without an end of the name', 'GET /healthz HTTP/1.1\r\nHost: x\r\nBroken\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'with both kinds of length',
      'POST /api/v1/sessions/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    [
      'with two lengths',
      'POST /api/v1/sessions/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
      /^HTTP\/1\.1 400/,
    ],
    ['of no HTTP', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03', /^HTTP\/1\.1 400/],
  ])('%s are refused', async (_, bytes, answer) => {
    expect(await send(bytes)).toMatch(answer);
    await alive();
  });

  test('from strangers do not change where a request comes from', async () => {
    const forged = {
      'X-Forwarded-For': '203.0.113.9',
      'X-Real-IP': '203.0.113.9',
      Forwarded: 'for=203.0.113.9',
    };
    const answer = await admin.raw('POST', '/api/v1/compute_pools/forged', {}, forged);
    const requestId = answer.headers.get('X-Request-Id');
    const audit = await (await admin.raw('GET', `/cellar/v1/audit?request_id=${requestId}`)).json();
    expect((audit as Json).audit[0].actor.address).toBe('127.0.0.1');
  });

  test('an id of a request can not hold a line of the log', async () => {
    for (const id of ['a\tb', 'a b', '{"level":60}', 'x'.repeat(300)]) {
      const answer = await admin.raw('GET', '/healthz', undefined, { 'X-Request-Id': id });
      expect(answer.headers.get('X-Request-Id')).toMatch(/^[\da-f-]{36}$/);
    }
  });

  test('texts with line ends are no names', async () => {
    const name = encodeURIComponent('pool\r\nSet-Cookie: a=b');
    const answer = await admin.raw('POST', `/api/v1/compute_pools/${name}`, {});
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(((await answer.json()) as Json).error_code).toBe(500);
  });

  test('a log entry with line ends is one entry', async () => {
    const content = 'user admin logged in\n2026-01-01 00:00:00 forged';
    const before = (await admin.get('/logs/')).total;
    await admin.call('POST', '/logs/', { content });
    expect((await admin.get('/logs/')).total - before).toBeLessThanOrEqual(1);
  });
});

describe('slow clients', () => {
  test('hold no request up: 300 of them that say nothing, half a line or half a body', async () => {
    const parts = [
      '',
      'GET /api/v1/compute_pools/ HTTP/1.1\r\nHost: x\r\nX-Slow: ',
      `POST /api/v1/sessions/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"user":"a`,
    ];
    const sockets = await Promise.all(Array.from({ length: 300 }, () => opened()));
    try {
      for (const [n, socket] of sockets.entries()) socket.write(parts[n % parts.length] ?? '');
      await alive();
      expect((await admin.get('/compute_pools/')).length).toBeGreaterThan(0);
      await cloud.login('alice');
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });
});
