import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HttpListener, listen } from './http/listen.ts';
import { createMetrics, createProbes } from './http/middleware/metrics.ts';
import { readinessOf } from './readiness.ts';
import { openStore } from './store/index.ts';

let folder: string;
let store: Awaited<ReturnType<typeof openStore>>;
let nano: HttpListener;
let rs: HttpListener;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-readiness-'));
  store = await openStore({ path: join(folder, 'cellar.db'), clock: { nowMs: () => Date.now() } });
  const listeners = new Map<string, { readonly listening: boolean }>();
  const local = { host: '127.0.0.1', port: 0, tls: null };
  rs = await listen(new Hono(), local);
  nano = await listen(createProbes(createMetrics(), readinessOf(store, listeners, 200)), local);
  listeners.set('rs', rs.server).set('nano', nano.server);
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  for (const { server } of [nano, rs]) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

async function ask(path: string): Promise<[status: number, body: unknown]> {
  const answer = await fetch(nano.origin + path);
  return [answer.status, await answer.json()];
}

/** Whatever happens to its parts, the process answers. */
async function problems(): Promise<unknown> {
  expect(await ask('/healthz')).toEqual([200, { status: 'ok' }]);
  const [status, body] = await ask('/readyz');
  expect(status).toBe(503);
  return body;
}

test('a program with its database and its listeners is ready', async () => {
  expect(await ask('/healthz')).toEqual([200, { status: 'ok' }]);
  expect(await ask('/readyz')).toEqual([200, { status: 'ready' }]);
});

test('one whose listener was closed is not ready, and says which', async () => {
  await rs.close({ graceMs: 0 });
  expect(await problems()).toEqual({ status: 'not ready', problems: ['the listener rs is closed'] });
});

test('one whose database was closed is not ready', async () => {
  await store[Symbol.asyncDispose]();
  expect(await problems()).toEqual({ status: 'not ready', problems: ['the database does not answer'] });
});

test('one whose database is stuck is not ready, and is again when it goes on', async () => {
  const stuck = Promise.withResolvers<void>();
  const transaction = store.transaction(() => stuck.promise);
  expect(await problems()).toEqual({ status: 'not ready', problems: ['the database does not answer'] });
  stuck.resolve();
  await transaction;
  expect(await ask('/readyz')).toEqual([200, { status: 'ready' }]);
});
