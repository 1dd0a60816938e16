import { once } from 'node:events';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bodyLimitBytes, readJsonObject } from './body.ts';
import type { HttpEnvironment } from './environment.ts';
import { type HttpListener, listen } from './listen.ts';
import { cors } from './middleware/cors.ts';

let listener: HttpListener;
const { promise: hanging, resolve: release } = Promise.withResolvers<void>();
beforeEach(async () => {
  const app = new Hono<HttpEnvironment>();
  app.use(cors());
  app.post('/body', async (c) => c.json(await readJsonObject(c)));
  app.post('/late', async (c) => c.json(await readJsonObject(c, 50)));
  app.get('/slow', async (c) => {
    await hanging;
    return c.json({});
  });
  app.onError((error, c) => c.json({ failed: error.message }));
  listener = await listen(app, { host: '127.0.0.1', port: 0, tls: null });
});
afterEach(async () => {
  if (listener.server.listening) await listener.close({ graceMs: 100 });
});

test('a body beyond the limit is answered, whole or in chunks', async () => {
  const failed = `the body exceeds ${bodyLimitBytes} bytes`;
  const large = Buffer.alloc(3 * bodyLimitBytes, 'x');
  const whole = await fetch(`${listener.origin}/body`, { method: 'POST', body: large });
  expect(await whole.json()).toEqual({ failed });
  const chunks = new Blob([large]).stream();
  const init = { method: 'POST', body: chunks, duplex: 'half' } as const;
  expect(await (await fetch(`${listener.origin}/body`, init)).json()).toEqual({ failed });
});

test('a request of HTTP/1.0 needs to name no host', async () => {
  const socket = connect(Number(new URL(listener.origin).port), '127.0.0.1');
  socket.end('GET /nowhere HTTP/1.0\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
});

test('headers beyond the limit are refused', async () => {
  const headers = { 'X-Long': 'x'.repeat(20_000) };
  expect((await fetch(`${listener.origin}/body`, { method: 'POST', headers })).status).toBe(431);
});

test('a request that breaks off harms nobody', async () => {
  const socket = connect(Number(new URL(listener.origin).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a":');
  socket.destroy();
  const answer = await fetch(`${listener.origin}/body`, { method: 'POST', body: '{"a":1}' });
  expect(await answer.json()).toEqual({ a: 1 });
});

test('a body that does not arrive is not waited for, nor is its connection kept', async () => {
  const socket = connect(Number(new URL(listener.origin).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text;
  });
  socket.write('POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a":');
  await once(socket, 'close');
  expect(answer).toContain('the body did not arrive within 0.05 seconds');
});

test('closing waits for nobody for ever', async () => {
  const pending = fetch(`${listener.origin}/slow`).then(
    () => 'answered',
    () => 'broken off',
  );
  await once(listener.server, 'request');
  await listener.close({ graceMs: 50 });
  expect(await pending).toBe('broken off');
  release();
});

test('where other origins are allowed, preflights say so and answers name them', async () => {
  const headers = { Origin: 'http://portal.example', 'Access-Control-Request-Method': 'PUT' };
  const preflight = await fetch(`${listener.origin}/body`, { method: 'OPTIONS', headers });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Nano-Session');
  const answer = await fetch(`${listener.origin}/body`, { method: 'POST', body: '{}', headers });
  expect(answer.headers.get('access-control-allow-origin')).toBe('http://portal.example');
});
