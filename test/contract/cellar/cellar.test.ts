import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let bob: NanoClient;
let operation: Json;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1, unallocatedCells: 1 });
  [admin, alice, bob] = await Promise.all([cloud.login('admin'), cloud.login('alice'), cloud.login('bob')]);
  const [{ id: template }] = await alice.get('/templates/');
  const owner = { owner: 'alice', group: 'staff', pool: 'default', template };
  const cloud_init = { admin_secret: 'hidden-word' };
  const shape = { cores: 1, memory: 2 ** 28, disks: [2 ** 28], modules: ['cloud-init'], cloud_init };
  const { id } = await alice.succeed('POST', '/guests/', { name: 'guest', ...owner, ...shape });
  const { operations } = await ok(alice, 'GET', `/operations?subject_kind=guest&subject_id=${id}`);
  operation = operations[0];
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function call(
  client: NanoClient,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Json }> {
  const answer = await client.raw(method, `/cellar/v1${path}`, body);
  return { status: answer.status, body: await answer.json() };
}

async function ok(client: NanoClient, method: string, path: string, body?: unknown): Promise<Json> {
  const answer = await call(client, method, path, body);
  expect(answer.status).toBeLessThan(300);
  return answer.body;
}

function failure(code: string, reason: unknown = expect.anything()): Json {
  const message = expect.any(String);
  return { error: expect.objectContaining({ code, reason, message, request_id: expect.any(String) }) };
}

describe('operations', () => {
  test('are listed, newest first, to their owner and to administrators', async () => {
    expect(operation).toMatchObject({
      kind: 'create-guest',
      subject: { kind: 'guest' },
      actor: { name: 'alice', via: 'nano' },
      request_id: expect.any(String),
    });
    expect(await ok(bob, 'GET', '/operations')).toEqual({ operations: [], total: 0, limit: 100, offset: 0 });
    const all = await ok(admin, 'GET', '/operations?limit=1&kind=create-guest');
    expect(all).toMatchObject({ total: 1, limit: 1, operations: [{ id: operation.id }] });
    expect((await ok(admin, 'GET', '/operations?state=cancelled')).total).toBe(0);
  });

  test('can be waited for, and never show what they were given', async () => {
    const { operation: done } = await ok(alice, 'GET', `/operations/${operation.id}?wait=30`);
    expect(done).toMatchObject({
      state: 'done',
      progress: 100,
      error: null,
      finished_at: expect.any(String),
    });
    expect(done.steps.every(({ state }: Json) => state === 'done')).toBe(true);
    expect(JSON.stringify(done)).not.toMatch(/hidden-word|input/);
  });

  test("another's does not exist", async () => {
    const missing = { status: 404, body: failure('not_found', 'operation_not_found') };
    expect(await call(bob, 'GET', `/operations/${operation.id}`)).toEqual(missing);
    expect(await call(bob, 'POST', `/operations/${operation.id}/cancel`)).toEqual(missing);
    expect(await call(admin, 'GET', '/operations/none')).toEqual(missing);
    expect((await ok(admin, 'GET', `/operations/${operation.id}`)).operation.id).toBe(operation.id);
  });

  test('can not be cancelled when they are done', async () => {
    await ok(alice, 'GET', `/operations/${operation.id}?wait=30`);
    expect(await call(alice, 'POST', `/operations/${operation.id}/cancel`)).toEqual({
      status: 409,
      body: failure('conflict'),
    });
  });

  test.each(['limit=0', 'limit=5000', 'limit=x', 'offset=-1', 'state=odd', 'subject_kind=guest'])(
    'refuses ?%s',
    async (query) => {
      expect(await call(admin, 'GET', `/operations?${query}`)).toEqual({
        status: 400,
        body: failure('invalid', 'bad_request'),
      });
    },
  );

  test.each(['wait=61', 'wait=-1', 'wait=1.5'])('refuses to wait for ?%s', async (query) => {
    const path = `/operations/${operation.id}?${query}`;
    expect(await call(alice, 'GET', path)).toEqual({ status: 400, body: failure('invalid', 'bad_request') });
  });
});

describe('cells and join tokens', () => {
  test('cells are listed with their life', async () => {
    const { cells } = await ok(admin, 'GET', '/cells');
    expect(cells).toMatchObject([
      { name: 'cell-1', pool: 'default', alive: true, enabled: true, seen_at: expect.any(String) },
      { name: 'cell-2', pool: null, alive: true, enabled: true },
    ]);
    expect((await call(await cloud.login('dave'), 'GET', '/cells')).status).toBe(403);
  });

  test('a cell that holds guests is revoked only by force', async () => {
    expect(await call(alice, 'POST', '/cells/cell-2/revoke')).toEqual({
      status: 403,
      body: failure('forbidden'),
    });
    expect(await call(admin, 'POST', '/cells/none/revoke')).toEqual({
      status: 404,
      body: failure('not_found', 'cell_not_found'),
    });
    expect(await call(admin, 'POST', '/cells/cell-1/revoke')).toEqual({
      status: 409,
      body: failure('conflict', 'cell_has_guests'),
    });
    await ok(admin, 'POST', '/cells/cell-2/revoke');
    expect((await ok(admin, 'GET', '/cells')).cells.map(({ name }: Json) => name)).toEqual(['cell-1']);
  });

  test('tokens are made, listed without their secrets, and revoked', async () => {
    const { join_token: made } = await ok(admin, 'POST', '/join-tokens', {
      pool: 'default',
      valid_for_s: 60,
    });
    expect(made).toEqual({
      id: expect.any(String),
      token: expect.stringMatching(/^cellar1\./),
      expires_at: expect.any(String),
    });
    const listed = await ok(admin, 'GET', '/join-tokens');
    expect(listed.join_tokens).toContainEqual(
      expect.objectContaining({ id: made.id, state: 'usable', pool: 'default' }),
    );
    expect(JSON.stringify(listed)).not.toMatch(/secret|cellar1\./);
    await ok(admin, 'DELETE', `/join-tokens/${made.id}`);
    expect((await call(admin, 'DELETE', `/join-tokens/${made.id}`)).status).toBe(404);
    expect((await call(admin, 'POST', '/join-tokens', { pool: 'none' })).status).toBe(404);
    expect((await call(admin, 'POST', '/join-tokens', { valid_for_s: 0 })).status).toBe(400);
    for (const [method, path] of [
      ['POST', '/join-tokens'],
      ['GET', '/join-tokens'],
      ['DELETE', '/join-tokens/x'],
    ] as const) {
      expect((await call(alice, method, path)).status).toBe(403);
    }
  });
});

describe('the rest', () => {
  test('endpoints name the public listeners', async () => {
    const { endpoints } = await ok(alice, 'GET', '/endpoints');
    expect(endpoints).toMatchObject({ nano: cloud.origin, identity: cloud.identity });
  });

  test('the audit is for administrators', async () => {
    const { audit } = await ok(admin, 'GET', '/audit?limit=1000');
    expect(audit).toContainEqual(
      expect.objectContaining({
        action: 'create-guest',
        actor: expect.objectContaining({ name: 'alice', address: '127.0.0.1' }),
      }),
    );
    expect(JSON.stringify(audit)).not.toContain('hidden-word');
    expect(await call(alice, 'GET', '/audit')).toEqual({
      status: 403,
      body: failure('forbidden', 'missing_right'),
    });
  });

  test('a session counts as a bearer token too', async () => {
    const headers = { Authorization: `Bearer ${alice.session}` };
    expect((await cloud.nobody.raw('GET', '/cellar/v1/endpoints', undefined, headers)).status).toBe(200);
    expect(await call(cloud.nobody, 'GET', '/endpoints')).toEqual({
      status: 401,
      body: failure('unauthenticated', 'no_session'),
    });
  });

  test('unknown paths and methods', async () => {
    expect(await call(alice, 'GET', '/nonsense')).toEqual({
      status: 404,
      body: failure('not_found', 'unknown_path'),
    });
    expect(await call(alice, 'PUT', '/endpoints')).toEqual({
      status: 405,
      body: failure('unsupported', 'unknown_method'),
    });
    expect(await call(alice, 'GET', '/operations/%zz')).toEqual({
      status: 400,
      body: failure('invalid', 'bad_request'),
    });
  });
});
