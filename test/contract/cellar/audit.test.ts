/** The audit as administrators search it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await cloud.login('admin');
  alice = await cloud.login('alice');
  for (const name of ['one', 'two', 'three', 'four'])
    await admin.succeed('POST', `/compute_pools/${name}`, {});
  await admin.succeed('DELETE', '/compute_pools/two');
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

async function search(query: string, client = admin): Promise<{ status: number; body: Json }> {
  const answer = await client.raw('GET', `/cellar/v1/audit?${query}`);
  return { status: answer.status, body: await answer.json() };
}

async function found(query: string): Promise<string[]> {
  const { body } = await search(query);
  return body.audit.map(({ action, subject }: Json) => `${action} ${subject.id}`);
}

describe('a search', () => {
  test('finds by action, subject, actor and outcome, newest first', async () => {
    expect(await found('action=create-pool')).toEqual(
      ['four', 'three', 'two', 'one'].map((name) => `create-pool ${name}`),
    );
    expect(await found('subject_kind=pool&subject_id=two')).toEqual(['delete-pool two', 'create-pool two']);
    expect(await found('action=create-pool&actor=alice')).toEqual([]);
    expect(await found('action=create-pool&outcome=refused')).toEqual([]);
    expect(await found('action=delete-pool&actor=admin&via=nano&address=127.0.0.1&outcome=done')).toEqual([
      'delete-pool two',
    ]);
  });

  test('finds what one request did', async () => {
    const answer = await admin.raw('POST', '/api/v1/compute_pools/five', {});
    const requestId = answer.headers.get('X-Request-Id') ?? '';
    expect(await found(`request_id=${requestId}`)).toEqual(['create-pool five']);
  });

  test('finds by time: from the first moment, up to the second', async () => {
    const { body } = await search('action=create-pool&subject_id=three');
    const { at } = body.audit[0];
    const later = new Date(Date.parse(at) + 1).toISOString();
    expect(await found(`subject_id=three&since=${at}&until=${later}`)).toEqual(['create-pool three']);
    expect(await found(`subject_id=three&until=${at}`)).toEqual([]);
    expect(await found(`subject_id=three&since=${later}`)).toEqual([]);
    const elsewhere = at.replace('Z', encodeURIComponent('+00:00'));
    expect(await found(`subject_id=three&since=${elsewhere}`)).toEqual(['create-pool three']);
  });

  test('goes on below a row, whatever was appended meanwhile', async () => {
    const first = (await search('action=create-pool&limit=2')).body;
    await admin.succeed('POST', '/compute_pools/late', {});
    const next = await search(`action=create-pool&limit=2&before=${first.next_before}`);
    const seen = [...first.audit, ...next.body.audit].map(({ subject }: Json) => subject.id);
    expect(new Set(seen).size).toBe(4);
    expect(seen).not.toContain('late');
    expect((await search('action=delete-pool&limit=2')).body.next_before).toBeNull();
  });
});

describe('is refused', () => {
  test.each([
    ['outcome=nonsense', 'outcome'],
    ['since=yesterday', 'since'],
    ['until=2026-01-31', 'until'],
    ['before=-1', 'before'],
    ['limit=0', 'limit'],
    [`actor=${'x'.repeat(301)}`, 'actor'],
    ['action=%00', 'action'],
  ])('%s, naming the field', async (query, field) => {
    const { status, body } = await search(query);
    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });

  test('who may not read it', async () => {
    expect((await search('action=create-pool', alice)).status).toBe(403);
    expect((await search('', cloud.nobody)).status).toBe(401);
  });
});
