import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
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

const mib = 2 ** 20;
const unknown = '00000000-0000-4000-8000-000000000000';

/** As the portal sends it. */
function request(change: Json = {}): Json {
  const owner = { owner: 'alice', group: 'staff', pool: 'default', template };
  const shape = { cores: 2, memory: 256 * mib, disks: [512 * mib, 128 * mib], auto_start: false };
  const qos = { cpu_priority: 'medium', write_iops: 0, read_iops: 100, receive_speed: 0, send_speed: 131072 };
  return { name: 'guest', ...owner, ...shape, from_image: '', modules: [], qos, ...change };
}

async function created(client: NanoClient, name: string, change: Json = {}): Promise<string> {
  const answer = await client.call('POST', '/guests/', request({ name, ...change }));
  expect(answer).toMatchObject({ status: 202, error_code: 0, message: '', data: { id: expect.any(String) } });
  const { id } = answer.data;
  await poll(`${name} is created`, async () => {
    const { status, data } = await client.call('GET', `/guests/${id}`);
    if (status === 200) return true;
    expect(status).toBe(201);
    expect(data).toEqual({ name, created: false, progress: expect.any(Number) });
    return false;
  });
  return id;
}

const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

function row(id: string, name: string): Json {
  return {
    id,
    name,
    created: true,
    progress: 100,
    running: false,
    owner: 'alice',
    group: 'staff',
    pool: 'default',
    cell: expect.stringMatching(/^cell-[12]$/),
    host: '127.0.0.1',
    cores: 2,
    memory: 256 * mib,
    total_disk: 640 * mib,
    disks: [512 * mib, 128 * mib],
    auto_start: false,
    system: 'linux',
    ethernet_address: expect.stringMatching(/^([\da-f]{2}:){5}[\da-f]{2}$/),
    display_protocol: 'vnc',
    internal: { network_address: '', display_address: '127.0.0.1:0' },
    external: { network_address: '', display_address: '' },
    create_time: time,
    media_attached: false,
    qos: {
      cpu_priority: 'medium',
      write_speed: 0,
      write_iops: 0,
      read_speed: 0,
      read_iops: 100,
      receive_speed: 0,
      send_speed: 131072,
    },
  };
}

const idle = {
  media_source: '',
  cpu_usage: 0,
  memory_available: 0,
  disk_available: 0,
  bytes_read: 0,
  bytes_written: 0,
  bytes_received: 0,
  bytes_sent: 0,
};

describe('guests', () => {
  test(`${covers('POST /guests/')} answers 202, ${covers('GET /guests/{id}')} tells 200 when it is there`, async () => {
    const id = await created(alice, 'web-1');
    expect(await alice.get(`/guests/${id}`)).toEqual({
      ...row(id, 'web-1'),
      monitor_secret: expect.stringMatching(/^.{8}$/),
    });
    expect(await admin.get(`/guests/${id}`)).toMatchObject({
      monitor_secret: expect.stringMatching(/^.{8}$/),
    });
    expect(await bob.fail('GET', `/guests/${id}`)).toBe(`invalid instance '${id}'`);
    expect(await alice.fail('GET', `/guests/${unknown}`)).toBe(`invalid instance '${unknown}'`);
    expect(await dave.fail('GET', `/guests/${id}`)).toContain('guests.use');
    expect(await alice.fail('POST', '/guests/', request({ name: 'web-1' }))).toContain('web-1');
  });

  test.each([
    [{ name: 'two words' }, 'two words'],
    [{ name: '' }, 'name must not be empty'],
    [{ name: undefined }, 'name is missing'],
    [{ pool: 'none' }, "invalid pool 'none'"],
    [{ template: 'none' }, "invalid template 'none'"],
    [{ from_image: unknown }, unknown],
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
    [{ security_policy_group: unknown }, unknown],
    [{ network_address: '10.0.0.1' }, '10.0.0.1'],
    [{ ethernet_address: 'nonsense' }, 'nonsense'],
  ])('refuses %j', async (change, message) => {
    expect(await alice.fail('POST', '/guests/', request({ name: 'refused', ...change }))).toContain(message);
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
      ...row(id, 'power'),
      ...idle,
      monitor_secret: expect.any(String),
    });
    for (const body of [{}, { force: true }, { reboot: true }, { reboot: true, force: true }]) {
      expect(await alice.fail('DELETE', path, body)).toContain('power');
    }
    expect(await alice.fail('POST', path, { from_media: true })).toContain('source is missing');
    expect(await alice.fail('POST', path, { from_media: true, source: unknown })).toContain(unknown);
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
    expect(await alice.fail('GET', `/instances/${unknown}`)).toBe(`invalid instance '${unknown}'`);
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
    expect(await alice.fail('POST', '/monitor_channels/', { guest: unknown })).toBe(
      `invalid instance '${unknown}'`,
    );
  });
});

describe('lists of guests', () => {
  let own: string;
  beforeAll(async () => {
    own = await created(bob, 'bobs', { owner: 'bob' });
  });
  const names = (rows: Json) => rows.map(({ name }: Json) => name);
  const bobs = () => ({ ...row(own, 'bobs'), owner: 'bob' });

  test(`${covers('GET /guest_search/')}`, async () => {
    expect(await bob.get('/guest_search/?pool=default')).toEqual([bobs()]);
    expect(names(await admin.get('/guest_search/?pool=default'))).toEqual(
      names(await admin.get('/guest_search/?pool=default')).toSorted(),
    );
    expect(await bob.get('/guest_search/?pool=default&owner=alice&group=staff')).toEqual([bobs()]);
    expect(await bob.get('/guest_search/?pool=default&status=1')).toEqual([]);
    expect(await bob.get('/guest_search/?pool=default&status=0&created=true')).toEqual([bobs()]);
    expect(await bob.get('/guest_search/?pool=default&created=false')).toEqual([]);
    const { cell } = await bob.get(`/guests/${own}`);
    const other = cell === 'cell-1' ? 'cell-2' : 'cell-1';
    expect(names(await bob.get(`/guest_search/?pool=default&cell=${cell}`))).toEqual(['bobs']);
    expect(await bob.get(`/guest_search/?pool=default&cell=${other}`)).toEqual([]);
    expect(await bob.fail('GET', '/guest_search/')).toContain('must specify target pool');
    expect(await bob.fail('GET', '/guest_search/?pool=none')).toBe("invalid pool 'none'");
    expect(await bob.fail('GET', '/guest_search/?pool=default&cell=none')).toBe("invalid cell 'none'");
    expect(await bob.fail('GET', '/guest_search/?pool=default&status=2')).toContain('status must be');
    expect(await bob.fail('GET', '/guest_search/?pool=default&created=maybe')).toContain('created must be');
    expect(await dave.fail('GET', '/guest_search/?pool=default')).toContain('guests.use');
  });

  test(`${covers('POST /search/guests/')} pages and never fails beyond the end`, async () => {
    const search = (body: Json, client = bob) => client.succeed('POST', '/search/guests/', body);
    expect(await search({ limit: 10 })).toEqual({
      result: [{ ...bobs(), ...idle }],
      total: 1,
      limit: 10,
      offset: 0,
    });
    expect(await search({ limit: 10, offset: 50 })).toEqual({ result: [], total: 1, limit: 10, offset: 50 });
    expect(await search({ limit: 0 })).toMatchObject({ limit: 20, total: 1 });
    expect(await search({ keyword: 'obs' })).toMatchObject({ limit: 20, total: 1 });
    expect(await search({ keyword: 'OBS%' })).toMatchObject({ total: 0, result: [] });
    const all = await search({ limit: 2 }, admin);
    expect(all.result).toHaveLength(2);
    expect(all.total).toBeGreaterThan(2);
    expect(await bob.fail('POST', '/search/guests/', { pool: 'none' })).toBe("invalid pool 'none'");
    expect(await bob.fail('POST', '/search/guests/', { limit: 'ten' })).toContain('limit must be');
    expect(await bob.fail('POST', '/search/guests/', { offset: -1 })).toContain('offset must be');
    expect(await dave.fail('POST', '/search/guests/', {})).toContain('guests.use');
  });

  test(`${covers('GET /instance_status/{pool}/')} and ${covers('GET /instance_status/{pool}/{cell}/')}`, async () => {
    const { cell } = await bob.get(`/guests/${own}`);
    expect(await bob.get('/instance_status/default')).toEqual([{ ...bobs(), ...idle }]);
    expect(await bob.get(`/instance_status/default/${cell}/`)).toEqual([{ ...bobs(), ...idle }]);
    expect(await bob.fail('GET', '/instance_status/none')).toBe("invalid pool 'none'");
    expect(await bob.fail('GET', '/instance_status/default/none')).toBe("invalid cell 'none'");
    expect(await dave.fail('GET', '/instance_status/default')).toContain('guests.use');
    expect(await dave.fail('GET', `/instance_status/default/${cell}`)).toContain('guests.use');
  });

  test('show up in the counts of the status at once', async () => {
    const [, before] = (await dave.get('/compute_zone_status/')).instances;
    await bob.succeed('POST', `/instances/${own}`, {});
    const [, after] = (await dave.get('/compute_zone_status/')).instances;
    expect(after).toBe(before + 1);
    const { cell } = await bob.get(`/guests/${own}`);
    expect(await admin.fail('DELETE', `/compute_pool_cells/default/${cell}`)).toContain('guest');
  });
});

describe('templates and logs', () => {
  test(`${covers('GET /templates/')} and ${covers('GET /templates/{id}')} for every session`, async () => {
    const list = await dave.get('/templates/');
    expect(list.map(({ name }: Json) => name)).toEqual([
      'CentOS 6',
      'CentOS 7',
      'General',
      'Legacy',
      'Windows Server 2012',
    ]);
    expect(list[1]).toEqual({
      id: expect.stringMatching(/^[\da-v]{20}$/),
      name: 'CentOS 7',
      operating_system: 'linux',
      created_time: time,
      modified_time: time,
    });
    const hardware = {
      disk: 'scsi',
      network: 'virtio',
      display: 'vga',
      control: 'vnc',
      usb: 'nec-xhci',
      tablet: 'usb',
    };
    expect(await dave.get(`/templates/${list[1].id}`)).toEqual({ ...list[1], admin: 'root', ...hardware });
    expect(await dave.fail('GET', '/templates/none')).toBe("invalid template 'none'");
  });

  test(`${covers('POST /logs/')} for every session`, async () => {
    const line = { format: 'string', content: 'staff.alice(127.0.0.1) : logged in\nand out' };
    expect(await alice.call('POST', '/logs/', line)).toMatchObject({ status: 200, error_code: 0, data: '' });
    expect(await alice.fail('POST', '/logs/', {})).toContain('content is missing');
    expect(await alice.fail('POST', '/logs/', { content: 'x'.repeat(4001) })).toContain('at most 4000');
  });
});
