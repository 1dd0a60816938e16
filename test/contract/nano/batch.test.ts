import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, mib, unknownId } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let bob: NanoClient;
let dave: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 4 });
  [admin, alice, bob, dave] = await Promise.all([
    cloud.login('admin'),
    cloud.login('alice'),
    cloud.login('bob'),
    cloud.login('dave'),
  ]);
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const small = { cores: 1, memory: 16 * mib, disks: [mib] };
function alike(change: Json = {}): Json {
  const { name: _, ...shape } = guestRequest(template, small);
  return { name_rule: 'order', ...shape, ...change };
}

type Kind = 'create' | 'delete' | 'stop';

/** Starts a batch, checks each status on the way and returns its last. */
async function run(client: NanoClient, kind: Kind, body: Json): Promise<Json[]> {
  const started = await client.call('POST', `/batch/${kind}_guest/`, body);
  expect(started).toMatchObject({ status: 202, error_code: 0, data: { id: expect.any(String) } });
  return end(client, kind, started.data.id);
}

async function end(client: NanoClient, kind: Kind, id: string): Promise<Json[]> {
  const doing = { create: 'creating', delete: 'deleting', stop: 'stopping' }[kind];
  let items: Json[] = [];
  await poll(`the batch ${id} has ended`, async () => {
    const { status, error_code, data } = await client.call('GET', `/batch/${kind}_guest/${id}`);
    expect(error_code).toBe(0);
    items = data;
    const waiting = items.filter((item) => item.status === doing);
    expect(status).toBe(waiting.length > 0 ? 202 : 200);
    if (kind === 'create') for (const { progress } of items) expect(progress).toEqual(expect.any(Number));
    return waiting.length === 0;
  });
  return items;
}

const guest = (name: string) => createdGuest(alice, guestRequest(template, { ...small, name }));
const running = async (name: string) => {
  const id = await guest(name);
  await alice.succeed('POST', `/instances/${id}`, {});
  return id;
};
const isRunning = async (id: string) => (await alice.get(`/guests/${id}`)).running;

describe('creating', () => {
  test(`${covers('POST /batch/create_guest/')} by order, ${covers('GET /batch/create_guest/{id}')} in order`, async () => {
    const items = await run(alice, 'create', alike({ name_prefix: 'web', count: 3 }));
    expect(items).toEqual(
      ['web_0', 'web_1', 'web_2'].map((name) => ({
        name,
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        status: 'created',
        progress: 100,
      })),
    );
    expect(new Set(items.map(({ id }) => id)).size).toBe(3);
    for (const { id, name } of items)
      expect(await alice.get(`/guests/${id}`)).toMatchObject({ name, created: true, owner: 'alice' });
  });

  test('by MAC, with a prefix and without', async () => {
    for (const [name_prefix, start] of [
      ['mac', 'mac_'],
      ['', ''],
      [undefined, ''],
    ]) {
      const items = await run(alice, 'create', alike({ name_rule: 'MAC', name_prefix, count: 2 }));
      for (const { id, name, status } of items) {
        expect(status).toBe('created');
        const { ethernet_address } = await alice.get(`/guests/${id}`);
        expect(name).toBe(start + ethernet_address.replaceAll(':', '-'));
      }
    }
  });

  test('one fails, the others do not', async () => {
    const taken = await guest('part_1');
    const items = await run(alice, 'create', alike({ name_prefix: 'part', count: 3 }));
    expect(items.map(({ status }) => status)).toEqual(['created', 'fail', 'created']);
    expect(items[1]).toMatchObject({ name: 'part_1', error: expect.stringContaining('part_1') });
    expect(items[1]?.id).not.toBe(taken);
  });

  test.each([
    [{ pool: 'none' }, "invalid pool 'none'"],
    [{ template: 'none' }, "invalid template 'none'"],
    [{ from_image: unknownId }, unknownId],
    [{ owner: 'bob' }, 'bob'],
    [{ cores: 1_000_000 }, 'cores'],
    [{ memory: 2 ** 45 }, 'memory'],
  ])('an ordinary failure is each one: %j', async (change, error) => {
    const items = await run(alice, 'create', alike({ name_prefix: 'failing', count: 2, ...change }));
    const failed = { status: 'fail', id: '', error: expect.stringContaining(error) };
    expect(items).toMatchObject([
      { name: 'failing_0', ...failed },
      { name: 'failing_1', ...failed },
    ]);
  });

  test.each([
    [{}, 'count is missing'],
    [{ count: 0 }, 'count must be a whole number from 1'],
    [{ count: -1 }, 'count'],
    [{ count: '3' }, 'not "3"'],
    [{ count: 1.5 }, 'not 1.5'],
    [{ count: 1001 }, 'a batch has at most 1000 guests, not 1001'],
    [{ count: Number.MAX_SAFE_INTEGER }, 'a batch has at most 1000 guests'],
    [{ count: 1, name_rule: 'mac' }, 'name_rule must be one of order, MAC, address'],
    [{ count: 1, name_rule: undefined }, 'name_rule is missing'],
    [{ count: 1, name_rule: 'address' }, "needs an address pool: pool 'default' has none"],
    [{ count: 1, name_rule: 'address', pool: 'none' }, "invalid pool 'none'"],
    [{ count: 1, name_prefix: '' }, 'name_prefix is missing'],
    [{ count: 1, name_prefix: undefined }, 'name_prefix is missing'],
    [{ count: 1, name_prefix: 'two words' }, 'two words'],
    [{ count: 1, name_prefix: '<x a="1">' }, 'illegal name'],
    [{ count: 1, name_prefix: "x'; drop table guests" }, 'illegal name'],
    [{ count: 1, name_prefix: '__proto__\u0000' }, 'name_prefix must be one line without control characters'],
    [{ count: 1, name_prefix: 'x'.repeat(62) }, 'illegal name'],
    [{ count: 1, name_prefix: 'x'.repeat(201) }, 'at most 200 characters'],
    [{ count: 1, name_prefix: ['x'] }, 'name_prefix must be text'],
    [{ count: 1, disks: [] }, 'disks'],
    [{ count: 1, cloud_init: { admin_secret: 7 } }, 'cloud_init.admin_secret must be text'],
  ])('refuses %j', async (change, message) => {
    const body = alike({ name_prefix: 'refused', ...change });
    expect(await alice.fail('POST', '/batch/create_guest/', body)).toContain(message);
  });

  test('200 guests on four cells, while another batch and other requests go on', async () => {
    const [many, few, single] = await Promise.all([
      run(alice, 'create', alike({ name_prefix: 'many', count: 200 })),
      run(admin, 'create', alike({ name_prefix: 'few', count: 20 })),
      guest('between'),
    ]);
    expect(many.filter(({ status }) => status !== 'created')).toEqual([]);
    expect(few.filter(({ status }) => status !== 'created')).toEqual([]);
    const rows: Json[] = await alice.get('/guest_search/?pool=default');
    const made = rows.filter(({ name }) => /^many_/.test(name));
    expect(made.map(({ name }) => name).sort()).toEqual(many.map(({ name }) => name).sort());
    expect(new Set(made.map(({ cell }) => cell)).size).toBe(4);
    const ids = [...many, ...few].map(({ id }) => id);
    const deleted = await run(admin, 'delete', { guest: [...ids, single] });
    expect(deleted).toEqual([...ids, single].map((id) => ({ id, status: 'deleted' })));
  });
});

describe('deleting', () => {
  test(`${covers('POST /batch/delete_guest/')} item by item, ${covers('GET /batch/delete_guest/{id}')} in order`, async () => {
    const [on, off, others] = [await running('del-on'), await guest('del-off'), await guest('del-other')];
    expect(await run(alice, 'delete', { guest: [on, unknownId, off] })).toEqual([
      { id: on, status: 'fail', error: expect.stringContaining('still running') },
      { id: unknownId, status: 'fail', error: 'invalid guest' },
      { id: off, status: 'deleted' },
    ]);
    expect(await run(alice, 'delete', { guest: [on, on, off], force: true })).toEqual([
      { id: on, status: 'deleted' },
      { id: off, status: 'fail', error: 'invalid guest' },
    ]);
    expect(await run(bob, 'delete', { guest: [others], force: true })).toEqual([
      { id: others, status: 'fail', error: 'invalid guest' },
    ]);
    expect(await run(admin, 'delete', { guest: [others] })).toEqual([{ id: others, status: 'deleted' }]);
  });

  test('takes what comes', async () => {
    expect(await run(alice, 'delete', { guest: [] })).toEqual([]);
    const strange = ['', '../..', "'; drop table guests", '<id/>', '__proto__'];
    expect(await run(alice, 'delete', { guest: strange })).toEqual(
      strange.map((id) => ({ id, status: 'fail', error: 'invalid guest' })),
    );
    const many = Array.from({ length: 1001 }, (_, index) => `guest-${index}`);
    expect(await alice.fail('POST', '/batch/delete_guest/', { guest: many })).toContain('at most 1000');
    expect(await run(alice, 'delete', { guest: many.slice(1) })).toHaveLength(1000);
    for (const [body, message] of [
      [{}, 'guest is missing'],
      [{ guest: 'x' }, 'guest must be a list'],
      [{ guest: [7] }, 'guest[0] must be text'],
      [{ guest: ['x'.repeat(101)] }, 'guest[0]'],
      [{ guest: [], force: 'yes' }, 'force must be true or false'],
    ] as const)
      expect(await alice.fail('POST', '/batch/delete_guest/', body)).toContain(message);
  });
});

describe('stopping', () => {
  test(`${covers('POST /batch/stop_guest/')} waits for guests to be off, ${covers('GET /batch/stop_guest/{id}')} tells`, async () => {
    const [a, b, off] = [await running('stop-a'), await running('stop-b'), await guest('stop-off')];
    expect(await run(alice, 'stop', { guest: [a, off, unknownId] })).toEqual([
      { id: a, status: 'stopped' },
      { id: off, status: 'fail', error: "guest 'stop-off' already stopped" },
      { id: unknownId, status: 'fail', error: 'invalid guest' },
    ]);
    expect(await isRunning(a)).toBe(false);
    expect(await run(bob, 'stop', { guests: [b], force: true })).toMatchObject([{ error: 'invalid guest' }]);
    expect(await isRunning(b)).toBe(true);
    expect(await run(alice, 'stop', { guests: [b], force: true })).toEqual([{ id: b, status: 'stopped' }]);
    expect(await isRunning(b)).toBe(false);
    expect(await alice.fail('POST', '/batch/stop_guest/', {})).toContain('guest is missing');
  });
});

describe('a batch', () => {
  test('is seen by its owner and administrators, under its own path', async () => {
    const { id } = await alice.succeed('POST', '/batch/delete_guest/', { guest: [unknownId] });
    expect(await end(admin, 'delete', id)).toHaveLength(1);
    for (const [client, path] of [
      [bob, `/batch/delete_guest/${id}`],
      [alice, `/batch/create_guest/${id}`],
      [alice, `/batch/stop_guest/${id}/`],
    ] as const)
      expect(await client.fail('GET', path)).toBe(`invalid batch task '${id}'`);
    expect(await alice.fail('GET', `/batch/stop_guest/${unknownId}`)).toBe(
      `invalid batch task '${unknownId}'`,
    );
    expect(await dave.fail('GET', `/batch/delete_guest/${id}`)).toContain('guests.use');
  });

  test('needs the menu and a session', async () => {
    const create = alike({ name_prefix: 'x', count: 1 });
    for (const [path, body] of [
      ['create_guest', create],
      ['delete_guest', { guest: [] }],
      ['stop_guest', { guest: [] }],
    ] as const) {
      expect(await dave.fail('POST', `/batch/${path}/`, body)).toContain('guests.use');
      expect(await cloud.nobody.fail('POST', `/batch/${path}/`, body)).toBe('unauthenticated request');
    }
  });

  test('is told in the audit, and so is each of its items', async () => {
    const { id } = await alice.succeed(
      'POST',
      '/batch/create_guest/',
      alike({ name_prefix: 'told', count: 2 }),
    );
    const items = await end(alice, 'create', id);
    const { audit } = await (await admin.raw('GET', '/cellar/v1/audit?limit=1000')).json();
    const rows = (action: string, subject: string) =>
      audit.filter((row: Json) => row.action === action && row.subject.id === subject);
    expect(rows('batch-create-guest', id)).toMatchObject([
      { outcome: 'accepted', actor: { name: 'alice' }, details: { guests: 2 } },
    ]);
    for (const item of items)
      expect(rows('create-guest', item.id).map(({ outcome }: Json) => outcome)).toEqual(['done', 'accepted']);
  });
});
