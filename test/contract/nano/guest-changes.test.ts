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
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  [admin, alice, bob] = await Promise.all([cloud.login('admin'), cloud.login('alice'), cloud.login('bob')]);
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const created = (name: string, change: Json = {}) =>
  createdGuest(alice, guestRequest(template, { name, ...change }));
const start = (id: string) => alice.succeed('POST', `/instances/${id}`, {});
const put = (id: string, what: string, body?: Json) => alice.call('PUT', `/guests/${id}/${what}`, body);
const refused = (id: string, what: string, body?: Json) => alice.fail('PUT', `/guests/${id}/${what}`, body);
const done = { status: 200, error_code: 0, message: '', data: '' };
const detail = (id: string) => alice.get(`/guests/${id}`);

async function running(name: string, change: Json = {}): Promise<string> {
  const id = await created(name, change);
  await start(id);
  return id;
}

describe('all changes', () => {
  const changes: [string, Json][] = [
    ['name/', { name: 'taken-over' }],
    ['auto_start', { enable: true }],
    ['cores', { cores: 4 }],
    ['memory', { memory: 512 * mib }],
    ['disks/resize/0', { size: 1024 * mib }],
    ['disks/shrink/0', { immediate: false }],
    ['auth', { password: 'Secret-1' }],
    ['monitor/secret', {}],
  ];

  test('are for owners and administrators, of guests that are there', async () => {
    const id = await created('mine');
    for (const [what, body] of changes) {
      expect(await bob.fail('PUT', `/guests/${id}/${what}`, body)).toBe(`invalid instance '${id}'`);
      expect(await refused(unknownId, what, body)).toBe(`invalid instance '${unknownId}'`);
    }
    expect(await bob.fail('GET', `/guests/${id}/auth`)).toBe(`invalid instance '${id}'`);
    for (const [what, body] of changes.filter(([what]) => what !== 'auth')) {
      await admin.succeed('PUT', `/guests/${id}/${what}`, body);
    }
    expect(await detail(id)).toMatchObject({
      name: 'taken-over',
      auto_start: true,
      cores: 4,
      memory: 512 * mib,
      disks: [1024 * mib, 128 * mib],
      total_disk: 1152 * mib,
    });
  });

  test('of a group-mate are refused, his secrets stay hidden', async () => {
    const [erin, frank] = await Promise.all([cloud.login('erin'), cloud.login('frank')]);
    const request = guestRequest(template, { name: 'shared', owner: 'erin', group: 'open' });
    const id = await createdGuest(erin, request);
    for (const [what, body] of changes) {
      expect(await frank.fail('PUT', `/guests/${id}/${what}`, body)).toContain('belongs to another user');
    }
    expect(await frank.fail('GET', `/guests/${id}/auth`)).toContain('belongs to another user');
  });
});

describe('name and auto start', () => {
  test(`${covers('PUT /guests/{id}/name/')} of a stopped guest, once in its pool and group`, async () => {
    const [id] = [await created('before'), await created('neighbour')];
    expect(await put(id, 'name/', { name: 'after' })).toMatchObject(done);
    expect(await detail(id)).toMatchObject({ name: 'after' });
    expect(await refused(id, 'name', { name: 'after' })).toBe('no need to change');
    expect(await refused(id, 'name', { name: 'neighbour' })).toContain("'neighbour' exists");
    for (const name of ['two words', 'dotted.name', 'ä', '<b>', '', 'x'.repeat(64)]) {
      expect(await refused(id, 'name', { name })).toContain('name');
    }
    expect(await refused(id, 'name', {})).toContain('name is missing');
    await createdGuest(alice, guestRequest(template, { name: 'before' }));
    await start(id);
    expect(await refused(id, 'name', { name: 'third' })).toContain('still running');
    expect(await detail(id)).toMatchObject({ name: 'after' });
  });

  test(`${covers('PUT /guests/{id}/auto_start')} is switched, not set again`, async () => {
    const id = await running('starter');
    expect(await put(id, 'auto_start', { enable: true })).toMatchObject(done);
    expect(await detail(id)).toMatchObject({ auto_start: true });
    expect(await refused(id, 'auto_start', { enable: true })).toBe(
      "auto start of guest 'starter' already enabled",
    );
    expect(await put(id, 'auto_start', { enable: false })).toMatchObject(done);
    expect(await refused(id, 'auto_start', { enable: false })).toContain('already disabled');
    expect(await refused(id, 'auto_start', {})).toContain('enable is missing');
    expect(await refused(id, 'auto_start', { enable: 'yes' })).toContain('enable must be true or false');
  });
});

describe('cores and memory', () => {
  test(`${covers('PUT /guests/{id}/cores')} from the next start, or at once as far as that goes`, async () => {
    const id = await created('cores');
    expect(await put(id, 'cores', { cores: 1 })).toMatchObject(done);
    expect(await refused(id, 'cores', { cores: 1 })).toContain('no need to modify');
    expect(await refused(id, 'cores', { cores: 3 })).toContain('even core number ( 3 ) is not allowed');
    for (const cores of [0, -2, 1.5, '2', 1000])
      expect(await refused(id, 'cores', { cores })).toContain('cores');
    await start(id);
    expect(await put(id, 'cores', { cores: 4 })).toMatchObject(done);
    expect(await detail(id)).toMatchObject({ running: true, cores: 4 });
    expect(await put(id, 'cores', { cores: 4, immediate: true })).toMatchObject(done);
    expect(await refused(id, 'cores', { cores: 64, immediate: true })).toContain('at most');
    expect(await detail(id)).toMatchObject({ running: true, cores: 4 });
  });

  test(`${covers('PUT /guests/{id}/memory')} of a stopped guest, or at once as far as that goes`, async () => {
    const id = await created('memory');
    expect(await put(id, 'memory', { memory: 128 * mib })).toMatchObject(done);
    expect(await refused(id, 'memory', { memory: 128 * mib })).toContain('no need to modify');
    for (const memory of [0, -1, 1.5, '1', 2 ** 50]) {
      expect(await refused(id, 'memory', { memory })).toContain('memory');
    }
    expect(await refused(id, 'memory', { memory: 2 ** 43 })).toContain('lacks');
    await start(id);
    expect(await refused(id, 'memory', { memory: 256 * mib })).toContain('still running');
    expect(await put(id, 'memory', { memory: 256 * mib, immediate: true })).toMatchObject(done);
    expect(await refused(id, 'memory', { memory: 512 * mib, immediate: true })).toContain('at most');
    expect(await detail(id)).toMatchObject({ running: true, memory: 256 * mib });
  });
});

describe('disks', () => {
  test(`${covers('PUT /guests/{id}/disks/resize/{disk}')} grow, also at once`, async () => {
    const id = await created('grower');
    expect(await put(id, 'disks/resize/1', { size: 256 * mib })).toMatchObject(done);
    expect(await detail(id)).toMatchObject({ disks: [512 * mib, 256 * mib] });
    for (const size of [256 * mib, 128 * mib]) {
      expect(await refused(id, 'disks/resize/1', { size })).toContain('must larger');
    }
    for (const index of ['2', '-1', 'x', '1.5']) {
      expect(await refused(id, `disks/resize/${index}`, { size: 1024 * mib })).toContain('disk');
    }
    expect(await refused(id, 'disks/resize/0', {})).toContain('size is missing');
    expect(await refused(id, 'disks/resize/0', { size: 2 ** 44 })).toContain('lacks');
    await start(id);
    expect(await refused(id, 'disks/resize/0', { size: 1024 * mib })).toContain('still running');
    expect(await put(id, 'disks/resize/0', { size: 1024 * mib, immediate: true })).toMatchObject(done);
    expect(await detail(id)).toMatchObject({ disks: [1024 * mib, 256 * mib] });
  });

  test(`${covers('PUT /guests/{id}/disks/shrink/{disk}')} of a stopped guest only`, async () => {
    const id = await created('shrinker');
    expect(await put(id, 'disks/shrink/0', { immediate: false })).toMatchObject(done);
    expect(await put(id, 'disks/shrink/1', {})).toMatchObject(done);
    expect(await refused(id, 'disks/shrink/2', {})).toContain('invalid disk index 2');
    await start(id);
    for (const body of [{}, { immediate: true }]) {
      expect(await refused(id, 'disks/shrink/0', body)).toContain('still running');
    }
  });
});

describe('a guest with snapshots', () => {
  test('keeps the sizes and files of its disks', async () => {
    const id = await created('with-snapshots');
    await alice.succeed('POST', `/instances/${id}/snapshots/`, { name: 'first', description: '' });
    expect(await refused(id, 'disks/resize/0', { size: 1024 * mib })).toContain('has snapshots');
    expect(await refused(id, 'disks/shrink/0', {})).toContain('has snapshots');
    await alice.succeed('DELETE', `/instances/${id}/snapshots/first`);
    expect(await put(id, 'disks/resize/0', { size: 1024 * mib })).toMatchObject(done);
    expect(await put(id, 'disks/shrink/0', {})).toMatchObject(done);
  });
});

describe('secrets', () => {
  test(`${covers('PUT /guests/{id}/auth')} by the agent, ${covers('GET /guests/{id}/auth')} at any time`, async () => {
    const id = await created('account');
    const auth = () => alice.get(`/guests/${id}/auth`);
    expect(await auth()).toEqual({ user: 'root', password: '' });
    expect(await refused(id, 'auth', { password: 'Secret-1' })).toBe("guest 'account' is not running");
    await start(id);
    await poll('the agent answers', async () => (await put(id, 'auth', {})).error_code === 0);
    const generated = await auth();
    expect(generated).toEqual({ user: 'root', password: expect.stringMatching(/^.{10}$/) });
    const set = { user: 'anna', password: 'ä "quoted" \\ $1' };
    expect(await put(id, 'auth', set)).toMatchObject({ ...done, data: set });
    expect(await auth()).toEqual(set);
    const { data } = await put(id, 'auth', { user: '', password: '' });
    expect(data).toEqual({ user: 'anna', password: expect.stringMatching(/^.{10}$/) });
    for (const user of ['with:colon', 'line\nbreak']) {
      expect(await refused(id, 'auth', { user, password: 'Secret-1' })).toContain('user');
    }
    const hidden = 'Not\nshown';
    const message = await refused(id, 'auth', { password: hidden });
    expect(message).toContain('password');
    expect(message).not.toContain(hidden);
    expect(await auth()).toEqual(data);
    expect(await admin.get(`/guests/${id}/auth`)).toEqual(data);
  });

  test('that cloud-init got are told until others are set', async () => {
    const cloudInit = { admin_name: 'clara', admin_secret: 'Given-1' };
    const id = await created('seeded', { modules: ['cloud-init'], cloud_init: cloudInit });
    expect(await alice.get(`/guests/${id}/auth`)).toEqual({ user: 'clara', password: 'Given-1' });
  });

  test(`${covers('PUT /guests/{id}/monitor/secret')} makes another, whether it runs or not`, async () => {
    const id = await created('screen');
    const secrets = [(await detail(id)).monitor_secret];
    const renew = async () => {
      expect(await put(id, 'monitor/secret')).toMatchObject(done);
      secrets.push((await detail(id)).monitor_secret);
    };
    await renew();
    await start(id);
    await renew();
    expect(new Set(secrets).size).toBe(3);
    expect(secrets.every((secret) => /^.{8}$/.test(secret))).toBe(true);
    const channel = await alice.succeed('POST', '/monitor_channels/', { guest: id });
    expect(channel).toMatchObject({ password: secrets[2] });
  });
});
