import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, unknownId } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let bob: NanoClient;
let dave: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  const [first, second, third, fourth] = await Promise.all([
    cloud.login('admin'),
    cloud.login('alice'),
    cloud.login('bob'),
    cloud.login('dave'),
  ]);
  [admin, alice, bob, dave] = [first, second, third, fourth];
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const created = (name: string, change: Json = {}) =>
  createdGuest(alice, guestRequest(template, { name, ...change }));
const put = (id: string, what: string, body: Json) => alice.call('PUT', `/guests/${id}/qos/${what}`, body);
const done = { status: 200, error_code: 0, message: '', data: '' };
const qosOf = async (id: string) => (await alice.get(`/guests/${id}`)).qos;

const limits = {
  write_speed: 1048576,
  write_iops: 100,
  read_speed: 2097152,
  read_iops: 200,
  receive_speed: 131072,
  send_speed: 262144,
};
const unlimited = Object.fromEntries(Object.keys(limits).map((name) => [name, 0]));

describe('at creation', () => {
  test('what is asked for is shown, in lists too', async () => {
    const qos = { cpu_priority: 'high', ...limits };
    const id = await created('limited', { qos });
    expect(await qosOf(id)).toEqual(qos);
    const row = (await alice.get('/guest_search/?pool=default')).find((guest: Json) => guest.id === id);
    expect(row.qos).toEqual(qos);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
  ])('%s means medium and unlimited', async (name, qos) => {
    const id = await created(name.replaceAll(' ', '-'), { qos });
    expect(await qosOf(id)).toEqual({ cpu_priority: 'medium', ...unlimited });
  });

  test.each([
    [{ cpu_priority: 'urgent' }, 'qos.cpu_priority must be one of high, medium, low'],
    [{ write_speed: -1 }, 'qos.write_speed must be a whole number'],
    [{ read_iops: 1.5 }, 'qos.read_iops must be a whole number'],
    [{ send_speed: '1' }, 'qos.send_speed must be a whole number'],
    [{ receive_speed: 2 ** 60 }, 'qos.receive_speed must be a whole number'],
  ])('%j is refused', async (qos, message) => {
    expect(await alice.fail('POST', '/guests/', guestRequest(template, { name: 'no', qos }))).toContain(
      message,
    );
  });
});

describe.each(['stopped', 'running'])('of a %s guest', (state) => {
  async function guest(name: string): Promise<string> {
    const id = await created(`${state}-${name}`, { qos: { cpu_priority: 'low', ...limits } });
    if (state === 'running') await alice.succeed('POST', `/instances/${id}`, {});
    return id;
  }

  test(`${covers('PUT /guests/{id}/qos/cpu/')} changes the priority alone`, async () => {
    const id = await guest('cpu');
    for (const [path, priority] of [
      ['cpu/', 'high'],
      ['cpu', 'medium'],
      ['cpu', 'medium'],
    ] as const) {
      expect(await put(id, path, { priority })).toMatchObject(done);
      expect(await qosOf(id)).toEqual({ cpu_priority: priority, ...limits });
    }
  });

  test(`${covers('PUT /guests/{id}/qos/disk/')} replaces all four limits`, async () => {
    const id = await guest('disk');
    const disk = { write_speed: 1, write_iops: 2, read_speed: 3, read_iops: 4 };
    expect(await put(id, 'disk/', disk)).toMatchObject(done);
    expect(await qosOf(id)).toEqual({ cpu_priority: 'low', ...limits, ...disk });
    expect(await put(id, 'disk', { write_iops: 50, read_iops: 60 })).toMatchObject(done);
    const portal = { write_speed: 0, write_iops: 50, read_speed: 0, read_iops: 60 };
    expect(await qosOf(id)).toEqual({ cpu_priority: 'low', ...limits, ...portal });
    expect(await put(id, 'disk', {})).toMatchObject(done);
    expect(await qosOf(id)).toMatchObject({ write_speed: 0, write_iops: 0, read_speed: 0, read_iops: 0 });
  });

  test(`${covers('PUT /guests/{id}/qos/network/')} replaces both limits`, async () => {
    const id = await guest('network');
    expect(await put(id, 'network/', { receive_speed: 7, send_speed: 8 })).toMatchObject(done);
    expect(await qosOf(id)).toEqual({ cpu_priority: 'low', ...limits, receive_speed: 7, send_speed: 8 });
    expect(await put(id, 'network', { send_speed: 9 })).toMatchObject(done);
    expect(await qosOf(id)).toMatchObject({ receive_speed: 0, send_speed: 9 });
    if (state === 'running') await alice.succeed('DELETE', `/instances/${id}`, { force: true });
    expect(await qosOf(id)).toMatchObject({ receive_speed: 0, send_speed: 9 });
  });
});

describe('a change', () => {
  test.each([
    ['cpu', {}, 'priority is missing'],
    ['cpu', { priority: 'urgent' }, 'priority must be one of high, medium, low'],
    ['cpu', { priority: 1 }, 'priority must be one of'],
    ['disk', { write_speed: -1 }, 'write_speed must be a whole number'],
    ['disk', { read_iops: 0.5 }, 'read_iops must be a whole number'],
    ['network', { send_speed: '10' }, 'send_speed must be a whole number'],
    ['network', { receive_speed: 2 ** 53 }, 'receive_speed must be a whole number'],
    ['network', [], 'body'],
  ] as [string, Json, string][])('of %s to %j is refused', async (what, body, message) => {
    expect(await alice.fail('PUT', `/guests/${unknownId}/qos/${what}`, body)).toContain(message);
  });

  const changes: [string, Json][] = [
    ['cpu', { priority: 'high' }],
    ['disk', { read_iops: 10 }],
    ['network', { send_speed: 10 }],
  ];

  test.each(changes)('of %s is for owners and administrators', async (what, body) => {
    const id = await created(`mine-${what}`);
    const path = `/guests/${id}/qos/${what}`;
    expect(await bob.fail('PUT', path, body)).toBe(`invalid instance '${id}'`);
    expect(await dave.fail('PUT', path, body)).toContain('guests.use');
    expect(await alice.fail('PUT', `/guests/${unknownId}/qos/${what}`, body)).toBe(
      `invalid instance '${unknownId}'`,
    );
    await admin.succeed('PUT', path, body);
  });

  test('is in the audit with its values', async () => {
    const id = await created('audited');
    for (const [what, body] of changes) await put(id, what, body);
    const { audit } = await (await admin.raw('GET', '/cellar/v1/audit?limit=1000')).json();
    const rows: Json[] = audit.filter(
      ({ subject, action, outcome }: Json) =>
        subject.id === id && action.startsWith('set-') && outcome === 'accepted',
    );
    expect(rows.map(({ action, details }) => [action, details]).toReversed()).toMatchObject([
      ['set-cpu-priority', { name: 'audited', priority: 'high' }],
      ['set-disk-qos', { readIops: 10, writeIops: 0, readBytesPerSecond: 0, writeBytesPerSecond: 0 }],
      ['set-network-qos', { receiveBytesPerSecond: 0, sendBytesPerSecond: 10 }],
    ]);
  });
});
