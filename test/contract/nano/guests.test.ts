import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import {
  createdGuest,
  guestRequest,
  guestRow,
  idleNumbers,
  mib,
  unknownId,
} from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let bob: NanoClient;
let dave: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  const clients = await Promise.all([
    cloud.login('admin'),
    cloud.login('alice'),
    cloud.login('bob'),
    cloud.login('dave'),
  ]);
  [admin, alice, bob, dave] = clients;
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const request = (change: Json = {}) => guestRequest(template, change);
const created = (client: NanoClient, name: string, change: Json = {}) =>
  createdGuest(client, request({ name, ...change }));

describe('guests', () => {
  test(`${covers('POST /guests/')} answers 202, ${covers('GET /guests/{id}')} tells 200 when it is there`, async () => {
    const id = await created(alice, 'web-1');
    expect(await alice.get(`/guests/${id}`)).toEqual({
      ...guestRow(id, 'web-1'),
      monitor_secret: expect.stringMatching(/^.{8}$/),
    });
    expect(await admin.get(`/guests/${id}`)).toMatchObject({
      monitor_secret: expect.stringMatching(/^.{8}$/),
    });
    expect(await bob.fail('GET', `/guests/${id}`)).toBe(`invalid instance '${id}'`);
    expect(await alice.fail('GET', `/guests/${unknownId}`)).toBe(`invalid instance '${unknownId}'`);
    expect(await dave.fail('GET', `/guests/${id}`)).toContain('guests.use');
    expect(await alice.fail('POST', '/guests/', request({ name: 'web-1' }))).toContain('web-1');
  });

  test.each([
    [{ name: 'two words' }, 'two words'],
    [{ name: '' }, 'name must not be empty'],
    [{ name: undefined }, 'name is missing'],
    [{ pool: 'none' }, "invalid pool 'none'"],
    [{ template: 'none' }, "invalid template 'none'"],
    [{ from_image: unknownId }, unknownId],
    [{ owner: 'bob' }, 'bob'],
    [{ cores: 0 }, 'cores must be a whole number'],
    [{ cores: -2 }, 'not -2'],
    [{ cores: 1.5 }, 'not 1.5'],
    [{ cores: '2' }, 'not "2"'],
    [{ cores: 3 }, '3'],
    [{ memory: -1 }, 'memory must be a whole number'],
    [{ memory: 2 ** 60 }, 'memory must be a whole number'],
    [{ memory: 2 ** 50 }, 'memory'],
    [{ disks: [] }, 'disks must name the size of the system disk'],
    [{ disks: [512 * mib, 0] }, 'disks[1]'],
    [{ disks: 512 * mib }, 'disks must be a list'],
    [{ auto_start: 'yes' }, 'auto_start must be true or false'],
    [{ modules: ['unheard'] }, 'unheard'],
    [{ qos: { cpu_priority: 'urgent' } }, 'qos.cpu_priority must be one of high, medium, low'],
    [{ security_policy_group: unknownId }, unknownId],
    [{ network_address: '10.0.0.1' }, '10.0.0.1'],
    [{ ethernet_address: 'nonsense' }, 'nonsense'],
  ])('refuses %j', async (change, message) => {
    expect(await alice.fail('POST', '/guests/', request({ name: 'refused', ...change }))).toContain(message);
  });

  test('no two guests have one Ethernet address, and one that is freed can be had', async () => {
    const ethernet_address = '52:54:00:AB:CD:EF';
    const wanted = (n: number) => request({ name: `same-mac-${n}`, ethernet_address });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => alice.call('POST', '/guests/', wanted(n))),
    );
    const [given, ...more] = answers.filter(({ error_code }) => error_code === 0);
    expect(more).toEqual([]);
    const refusals = answers.filter(({ error_code }) => error_code !== 0).map(({ message }) => message);
    expect(new Set(refusals)).toEqual(
      new Set([`ethernet_address ${ethernet_address.toLowerCase()} is another guest's`]),
    );
    const id = given?.data.id;
    await poll('it is there', async () => (await alice.call('GET', `/guests/${id}`)).status === 200);
    await alice.succeed('DELETE', `/guests/${id}`, { force: true });
    await created(alice, 'same-mac-later', { ethernet_address: ethernet_address.toLowerCase() });
  });

  test('needs the menu', async () => {
    expect(await dave.fail('POST', '/guests/', request({ owner: 'dave', group: 'watchers' }))).toContain(
      'guests.use',
    );
  });

  test(`${covers('DELETE /guests/{id}')} wants a stopped guest or force`, async () => {
    const id = await created(alice, 'short-lived');
    await alice.succeed('POST', `/instances/${id}`, {});
    expect(await bob.fail('DELETE', `/guests/${id}`, { force: true })).toBe(`invalid instance '${id}'`);
    expect(await alice.fail('DELETE', `/guests/${id}`, { force: false })).toContain('running');
    expect(await alice.fail('DELETE', `/guests/${id}`)).toContain('running');
    expect(await alice.fail('DELETE', `/guests/${id}`, { force: 1 })).toContain(
      'force must be true or false',
    );
    expect(await alice.call('DELETE', `/guests/${id}`, { force: true })).toMatchObject({
      status: 200,
      data: '',
    });
    expect(await alice.fail('GET', `/guests/${id}`)).toBe(`invalid instance '${id}'`);
    expect(await alice.fail('DELETE', `/guests/${id}`, {})).toBe(`invalid instance '${id}'`);
  });
});

describe('a guest that the group may see', () => {
  test('keeps its secret and obeys its owner only', async () => {
    const [erin, frank] = await Promise.all([cloud.login('erin'), cloud.login('frank')]);
    const id = await created(erin, 'shared', { owner: 'erin', group: 'open' });
    expect((await frank.get('/guest_search/?pool=default')).map(({ name }: Json) => name)).toEqual([
      'shared',
    ]);
    expect(await frank.get(`/guests/${id}`)).toMatchObject({ name: 'shared', monitor_secret: '' });
    expect(await frank.get(`/instances/${id}`)).toMatchObject({ name: 'shared', monitor_secret: '' });
    const refused = "guest 'shared' belongs to another user";
    expect(await frank.fail('POST', `/instances/${id}`, {})).toBe(refused);
    expect(await frank.fail('DELETE', `/instances/${id}`, {})).toBe(refused);
    expect(await frank.fail('DELETE', `/guests/${id}`, { force: true })).toBe(refused);
    expect(await frank.fail('POST', '/monitor_channels/', { guest: id })).toBe(refused);
  });
});

describe('instances', () => {
  test(`${covers('GET /instances/{id}')}, ${covers('POST /instances/{id}')} and ${covers('DELETE /instances/{id}')}`, async () => {
    const id = await created(alice, 'power');
    const path = `/instances/${id}`;
    expect(await alice.get(path)).toEqual({
      ...guestRow(id, 'power'),
      ...idleNumbers,
      monitor_secret: expect.any(String),
    });
    for (const body of [{}, { force: true }, { reboot: true }, { reboot: true, force: true }]) {
      expect(await alice.fail('DELETE', path, body)).toContain('power');
    }
    expect(await alice.fail('POST', path, { from_media: true })).toContain('source is missing');
    expect(await alice.fail('POST', path, { from_media: true, source: unknownId })).toContain(unknownId);
    expect(await alice.fail('POST', path, { from_media: true, from_network: true })).toContain(
      'exclude each other',
    );
    expect(await alice.call('POST', path, {})).toMatchObject({ status: 200, error_code: 0, data: '' });
    const running = await alice.get(path);
    expect(running).toMatchObject({ running: true, created: true });
    expect(running.memory_available).toBeLessThanOrEqual(running.memory);
    expect(await alice.fail('POST', path, {})).toContain('already running');
    expect(await bob.fail('GET', path)).toBe(`invalid instance '${id}'`);
    expect(await bob.fail('POST', path, {})).toBe(`invalid instance '${id}'`);
    expect(await bob.fail('DELETE', path, {})).toBe(`invalid instance '${id}'`);
    await alice.succeed('DELETE', path, { reboot: true, force: false });
    await alice.succeed('DELETE', path, { reboot: true, force: true });
    await alice.succeed('DELETE', path, { reboot: false, force: true });
    expect(await alice.get(path)).toMatchObject({ running: false, cpu_usage: 0 });
    await alice.succeed('POST', path, { from_network: true });
    await admin.succeed('DELETE', path, { reboot: false, force: false });
    await poll('a soft stop works', async () => !(await alice.get(path)).running);
    expect(await alice.fail('GET', `/instances/${unknownId}`)).toBe(`invalid instance '${unknownId}'`);
  });

  test(`${covers('POST /monitor_channels/')} for the owner of a running guest`, async () => {
    const id = await created(alice, 'screen');
    expect(await alice.fail('POST', '/monitor_channels/', { guest: id })).toContain('not running');
    await alice.succeed('POST', `/instances/${id}`, {});
    const secret = (await alice.get(`/guests/${id}`)).monitor_secret;
    const channel = { id: expect.any(String), protocol: 'vnc', username: '', password: secret };
    expect(await alice.succeed('POST', '/monitor_channels/', { guest: id })).toEqual(channel);
    expect(await admin.succeed('POST', '/monitor_channels/', { guest: id })).toEqual(channel);
    expect(await bob.fail('POST', '/monitor_channels/', { guest: id })).toBe(`invalid instance '${id}'`);
    expect(await alice.fail('POST', '/monitor_channels/', {})).toContain('guest is missing');
    expect(await alice.fail('POST', '/monitor_channels/', { guest: unknownId })).toBe(
      `invalid instance '${unknownId}'`,
    );
  });
});
