/** The database of a lab of two real hosts is lost, and made again from its cells. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { controlPlanePid, startControlPlane } from '../../scripts/lab-hosts/control-plane.ts';
import { runCellar } from '../support/cellar-program.ts';
import type { DevUser } from '../support/dev-user.ts';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

const MiB = 2 ** 20;
let lab: LabCluster;
let user: DevUser;
let guests: string[];
let before: Json[];

beforeAll(async () => {
  lab = await startLab({ hosts: 2 });
  user = await lab.login();
  const { nano } = user;
  await nano.succeed('POST', '/address_pools/lan', {
    gateway: '10.91.0.1',
    provider: 'dhcp',
    dns: ['9.9.9.9'],
    mode: 'internal',
  });
  await nano.succeed('POST', '/address_pools/lan/internal/ranges/10.91.0.5', {
    end: '10.91.0.9',
    netmask: '255.255.255.0',
  });
  await nano.succeed('PUT', '/compute_pools/default', { network: 'lan' });
  guests = [
    await user.create('web', { memory: 64 * MiB, disks: [16 * MiB, 8 * MiB] }),
    await user.create('db', { memory: 64 * MiB, disks: [16 * MiB] }),
  ];
  await nano.succeed('POST', `/instances/${guests[0]}`, {});
  await poll('it runs', async () => (await nano.get(`/guests/${guests[0]}`)).running);
  for (const id of guests) {
    await nano.succeed('POST', `/instances/${id}/snapshots/`, { name: 'first', description: 'the first' });
    await user.settled();
  }
  before = await seen();
});
afterAll(() => lab?.stop());

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

/** Pids of QEMU on both hosts by guest. */
async function processes(): Promise<(readonly [string, number])[]> {
  const found = await Promise.all(['host1', 'host2'].map((name) => lab.host(name).guestProcesses()));
  return found.flatMap((byGuest) => [...byGuest]);
}

async function loseDatabase(folder: string): Promise<void> {
  await poll('cells, network and range are kept in mind', async () => {
    const text = await readFile(join(folder, 'cells.json'), 'utf8').catch(() => '{}');
    const { cells = [], pools = [], addressPools = [] } = JSON.parse(text) as Json;
    const isOn = pools.some(({ network }: Json) => network === 'lan');
    return cells.length === 2 && isOn && addressPools[0]?.ranges.length === 1;
  });
  process.kill((await controlPlanePid(lab.plan)) ?? 0, 'SIGKILL');
  await poll('it is gone', async () => (await controlPlanePid(lab.plan)) === null);
  for (const rest of ['', '-wal', '-shm']) await rm(join(folder, `cellar.db${rest}`), { force: true });
}

test('guests, disks, snapshots and addresses come back from the cells alone, and who runs goes on running', async () => {
  const allocated = expect.stringMatching(/^10\.91\.0\./);
  expect(before).toMatchObject([
    { running: true, allocated, snapshots: { first: {} } },
    { running: false, allocated, snapshots: { first: {} } },
  ]);
  const running = await processes();
  expect(running).toEqual([[guests[0], expect.any(Number)]]);
  const folder = join(lab.plan.record.data, 'control-plane');
  await loseDatabase(folder);
  const { code, out, err } = await runCellar(
    ['recover', '--data', folder, '--admin', lab.user, '--json'],
    undefined,
    { environment: { CELLAR_PASSWORD: lab.password } },
  );
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ cells: 2, guests: 2, snapshots: 2, troubles: [], silent: [] });
  await startControlPlane(lab.plan);
  user = await lab.login();
  await user.settled();
  await poll('all is seen again', async () => (await user.nano.get(`/guests/${guests[0]}`)).running);
  expect(await seen()).toEqual(before);
  expect(await processes()).toEqual(running);
});

test('what came back is worked with as before', async () => {
  const [running = '', stopped = ''] = guests;
  await user.nano.succeed('PUT', `/instances/${stopped}/snapshots/`, { target: 'first' });
  await user.settled();
  await user.nano.succeed('DELETE', `/instances/${stopped}/snapshots/first`);
  await user.settled();
  expect(await user.nano.get(`/instances/${stopped}/snapshots/`)).toEqual({});
  await user.stop(running);
  await user.settled();
  await user.nano.succeed('DELETE', `/guests/${running}`);
  await user.settled();
  const domains = await Promise.all(
    ['host1', 'host2'].map((name) => lab.host(name).run('virsh', '-q', 'list', '--all', '--name')),
  );
  expect(domains.join('').trim()).toBe(stopped);
});
