import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1, unallocatedCells: 1 });
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  await poll('the cells have warned', async () => (await list('')).total === 2);
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function call(client: NanoClient, method: string, path: string) {
  const answer = await client.raw(method, `/cellar/v1/warnings${path}`);
  return { status: answer.status, body: (await answer.json()) as Json };
}

async function list(query: string): Promise<Json> {
  const { status, body } = await call(admin, 'GET', query);
  expect(status).toBe(200);
  return body;
}

/** Cells with simulated guests say so, for as long as they are there. */
const simulated = (cell: string) => ({
  id: expect.any(String),
  code: 'simulated',
  message: expect.stringContaining('simulated'),
  cell: { id: expect.any(String), name: cell },
  guest: null,
  first_seen_at: expect.stringMatching(/Z$/),
  last_seen_at: expect.stringMatching(/Z$/),
  count: 1,
  acknowledged_at: null,
  acknowledged_by: null,
  cleared_at: null,
});

describe('warnings', () => {
  test('are listed page by page', async () => {
    const { warnings, ...page } = await list('');
    expect(page).toEqual({ total: 2, limit: 100, offset: 0 });
    expect(warnings).toHaveLength(2);
    for (const cell of ['cell-1', 'cell-2']) expect(warnings).toContainEqual(simulated(cell));
    const second = await list('?limit=1&offset=1');
    expect(second).toEqual({ warnings: [warnings[1]], total: 2, limit: 1, offset: 1 });
    expect(await list('?cleared=true')).toMatchObject({ warnings: [], total: 0 });
  });

  test('are acknowledged once, by the first who does', async () => {
    const [{ id }] = (await list('')).warnings;
    const { status, body } = await call(admin, 'POST', `/${id}/acknowledge`);
    expect(status).toBe(200);
    expect(body.warning).toMatchObject({ id, acknowledged_by: 'admin', acknowledged_at: expect.any(String) });
    expect((await call(admin, 'POST', `/${id}/acknowledge`)).body).toEqual(body);
    expect((await list('')).warnings).toContainEqual(body.warning);
    const audit = await (await admin.raw('GET', '/cellar/v1/audit?limit=5')).json();
    expect(JSON.stringify(audit)).toContain('acknowledge-warning');
  });

  test('are for administrators', async () => {
    const [{ id }] = (await list('')).warnings;
    for (const [method, path] of [
      ['GET', ''],
      ['POST', `/${id}/acknowledge`],
    ] as const) {
      expect(await call(alice, method, path)).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden', reason: 'missing_right' } },
      });
      expect((await call(cloud.nobody, method, path)).status).toBe(401);
    }
  });

  test('that do not exist, and questions that make no sense', async () => {
    expect(await call(admin, 'POST', '/none/acknowledge')).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found', reason: 'warning_not_found' } },
    });
    for (const query of ['?limit=0', '?offset=-1', '?cleared=maybe'])
      expect((await call(admin, 'GET', query)).status).toBe(400);
  });

  test('go with what they are of, and are kept as over', async () => {
    await admin.raw('POST', '/cellar/v1/cells/cell-2/revoke');
    await poll('the warning is over', async () => (await list('')).total === 1);
    expect((await list('?cleared=true')).warnings).toMatchObject([
      { code: 'simulated', cleared_at: expect.any(String) },
    ]);
  });
});
