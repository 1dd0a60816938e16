/** The database of a Cellar that works is lost, and made again from its cells. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCellar } from '../../support/cellar-program.ts';
import { type RunningDevCluster, startDevCluster } from '../../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../../support/dev-programs.ts';
import { DevUser } from '../../support/dev-user.ts';
import { tinyQcow2 } from '../../support/image-server.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

const MiB = 2 ** 20;
let cluster: RunningDevCluster;
let user: DevUser;
let folder: string;
let guests: string[];
let before: Json[];

beforeAll(async () => {
  cluster = await startDevCluster({ cells: 2, hypervisor: 'fake' });
  folder = join(cluster.data, 'control-plane');
  user = await DevUser.login(cluster);
  const { nano } = user;
  await nano.succeed('POST', '/address_pools/lan', {
    gateway: '10.6.0.1',
    provider: 'dhcp',
    dns: ['10.6.0.2'],
    mode: 'internal',
  });
  await nano.succeed('POST', '/address_pools/lan/internal/ranges/10.6.0.10', {
    end: '10.6.0.40',
    netmask: '255.255.255.0',
  });
  await nano.succeed('PUT', '/compute_pools/default', { network: 'lan' });
  await nano.succeed('POST', '/user_groups/makers', { display: 'Makers', role: [] });
  await nano.succeed('POST', '/users/mara', { password: 'Marapass1', nick: '', mail: '' });
  guests = [
    await user.create('web', { disks: [64 * MiB, 32 * MiB], auto_start: true }),
    await user.create('db'),
    await user.create('shop', { owner: 'mara', group: 'makers' }),
    await user.create('old'),
  ];
  for (const name of ['first', 'second']) {
    await nano.succeed('POST', `/instances/${guests[1]}/snapshots/`, { name, description: `the ${name}` });
    await user.settled();
  }
  const { id: image } = await nano.succeed('POST', '/disk_images/', {
    ...user.creator,
    name: 'base',
    description: '',
  });
  const form = new FormData();
  form.append('image', new Blob([new Uint8Array(tinyQcow2())]), 'base.qcow2');
  const headers = { 'Nano-Session': nano.session };
  const upload = `${cluster.nano}/api/v1/disk_images/${image}/file/`;
  expect(await (await fetch(upload, { method: 'POST', headers, body: form })).json()).toMatchObject({
    error_code: 0,
  });
  await user.settled();
  before = await seen();
});
afterAll(() => cluster?.stop());

/** What a user sees of his guests, but for what moves. */
async function seen(): Promise<Json[]> {
  const shown = [];
  for (const id of guests) {
    const { internal, ...guest } = await user.nano.get(`/guests/${id}`);
    const { monitor_secret: secret } = await user.nano.get(`/instances/${id}`);
    const snapshots = await user.nano.get(`/instances/${id}/snapshots/`);
    shown.push({ ...guest, allocated: internal.allocated_address, secret, snapshots });
  }
  return shown;
}

async function loseDatabase(): Promise<void> {
  await poll('the cells are kept in mind', () => {
    const file = join(folder, 'cells.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).cells.length === 2;
  });
  await killDevProgram(cluster.data, 'control-plane');
  for (const rest of ['', '-wal', '-shm']) rmSync(join(folder, `cellar.db${rest}`), { force: true });
}

async function revive(): Promise<void> {
  await reviveDevPrograms(cluster, ['control-plane']);
  await poll('it is ready', () =>
    fetch(`${cluster.nano}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
}

const recover = (...more: string[]) => runCellar(['recover', '--data', cluster.data, '--json', ...more]);

test('is refused while the control plane runs', async () => {
  expect(await recover()).toMatchObject({ code: 5, err: expect.stringMatching(/in use/) });
});

test('guests, disks, snapshots and addresses come back from the cells alone', async () => {
  expect(before[0]).toMatchObject({
    name: 'web',
    running: true,
    allocated: expect.stringMatching(/^10\.6\.0\./),
    secret: expect.stringMatching(/./),
  });
  expect(before[1].snapshots).toMatchObject({ first: {}, second: {} });
  await loseDatabase();
  const { code, out, err } = await recover();
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({
    cells: 2,
    guests: 4,
    snapshots: 2,
    known: 0,
    troubles: [],
    unknown: expect.arrayContaining([expect.stringContaining('desktop projects')]),
    silent: [],
  });
  await revive();
  user = await DevUser.login(cluster);
  await user.settled();
  await poll('all is seen again', async () => (await user.nano.get(`/guests/${guests[0]}`)).running);
  expect(await seen()).toEqual(before);
  expect(await user.nano.get('/compute_pools/default')).toMatchObject({ network: 'lan' });
  expect(await user.nano.get('/address_pools/lan')).toMatchObject({
    allocated: expect.toSatisfy((one: Json[]) => one.length === 4),
  });
});

test('images are adopted again from their files', async () => {
  const images = () => user.nano.get('/disk_image_search/');
  expect(await images()).toEqual([]);
  const { owner, group } = user.creator;
  await poll('the file is old enough to be complete', async () => {
    await user.nano.succeed('PATCH', '/disk_images/', { owner, group });
    return (await images()).length === 1;
  });
  expect(await images()).toMatchObject([{ size: tinyQcow2().length, owner, group }]);
});

test('who owned a guest is a placeholder that can not log in', async () => {
  expect(await user.nano.get(`/guests/${guests[2]}`)).toMatchObject({ owner: 'mara', group: 'makers' });
  expect(
    await user.nano.call('POST', '/sessions/', { user: 'mara', password: 'Marapass1', nonce: 'x' }),
  ).toMatchObject({
    error_code: 500,
  });
});

test('a recovered guest is worked with as before, and a new one gets an address of its own', async () => {
  await user.start(guests[3] ?? '');
  await user.settled();
  expect(await user.nano.get(`/guests/${guests[3]}`)).toMatchObject({ running: true });
  const id = await user.create('new');
  const taken = before.map(({ allocated }) => allocated);
  expect(taken).not.toContain((await user.nano.get(`/guests/${id}`)).internal.allocated_address);
  guests.push(id);
});

test('a control plane that starts with an empty database loses nothing of what it kept in mind', async () => {
  await loseDatabase();
  await revive();
  await killDevProgram(cluster.data, 'control-plane');
  const first = JSON.parse((await recover()).out);
  expect(first).toMatchObject({ cells: 2, guests: 5, snapshots: 2 });
  const again = JSON.parse((await recover()).out);
  expect(again).toMatchObject({ cells: 0, guests: 0, known: 5, troubles: [] });
  await revive();
});

test('without what was kept, cells are named by their addresses and their networks are made anew', async () => {
  user = await DevUser.login(cluster);
  await user.settled();
  await loseDatabase();
  const { cells } = JSON.parse(readFileSync(join(folder, 'cells.json'), 'utf8'));
  rmSync(join(folder, 'cells.json'));
  rmSync(join(folder, 'cells.json.before'), { force: true });
  const options = cells.flatMap(({ address }: { address: string }) => ['--cell', address]);
  const { code, out } = await recover(...options, '--cell', '127.0.0.1:1');
  expect(code).toBe(6);
  expect(JSON.parse(out)).toMatchObject({
    cells: 2,
    guests: 5,
    silent: [expect.stringMatching(/^127\.0\.0\.1:1: /)],
  });
  await revive();
  user = await DevUser.login(cluster);
  await user.settled();
  expect(await user.nano.get('/compute_pools/default')).toMatchObject({ network: 'recovered-default' });
  expect((await seen()).slice(0, 3)).toEqual(before.slice(0, 3));
});

test('a certificate authority that is gone is told of', async () => {
  const { code, err } = await runCellar(['recover', '--data', join(cluster.data, 'nowhere')]);
  expect([code, err]).toEqual([3, expect.stringMatching(/restore it from a backup/)]);
});
