/** Address pools on two real hosts in one network, where another DHCP server answers as well. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevUser } from '../support/dev-user.ts';
import { askDhcp, type DhcpAnswer } from '../support/dhcp-client.ts';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

const MiB = 2 ** 20;
const netmask = '255.255.255.0';
let folder: string;
let lab: LabCluster;
let user: DevUser;
let image: string;

beforeAll(async () => {
  folder = await mkdtemp('/tmp/cellar-dhcp-');
  lab = await startLab({ hosts: 2, external: true });
  user = await lab.login();
  image = await lab.uploadGuestImage();
  await user.nano.succeed('POST', '/address_pools/lab', {
    gateway: '10.91.0.1',
    dns: ['9.9.9.9'],
    provider: 'dhcp',
    mode: 'both',
  });
  const add = (type: string, start: string, end: string) =>
    user.nano.succeed('POST', `/address_pools/lab/${type}/ranges/${start}`, { end, netmask });
  await add('internal', '10.91.0.5', '10.91.0.9');
  await add('external', '203.0.113.5', '203.0.113.9');
  await user.nano.succeed('PUT', '/compute_pools/default', { network: 'lab' });
});
afterAll(async () => {
  await lab?.stop();
  await rm(folder, { recursive: true });
});

const guest = (id: string): Promise<Json> => user.nano.get(`/guests/${id}`);
const servers = (name: string): Promise<string[]> =>
  readdir(join(lab.host(name).agentData, 'dhcp')).catch(() => []);

function ask(name: string, ethernetAddress: string): Promise<DhcpAnswer | null> {
  const { run } = lab.host(name);
  const exec = async (command: string, ...args: string[]) => ({ stdout: await run(command, ...args) });
  return askDhcp({ exec }, folder, 'br0', ethernetAddress);
}

test('a guest has both addresses, seen inside and promised; others have those of the network', async () => {
  const change = { from_image: image, memory: 192 * MiB, disks: [256 * MiB], modules: ['qemu'] };
  const id = await user.create('both', change);
  await user.start(id);
  const seen = async () => {
    const { internal, external } = await guest(id);
    return [internal.network_address, external.network_address];
  };
  await poll('its agent tells both', async () => (await seen()).every(Boolean), 150_000, 200);
  expect(await seen()).toEqual(['10.91.0.5', '203.0.113.5']);
  const { internal, external, cell } = await guest(id);
  expect(internal.allocated_address).toBe('10.91.0.5/24');
  expect(external.allocated_address).toBe('203.0.113.5/24');
  expect((await servers(cell)).toSorted()).toEqual(['br0', 'br1']);
  expect((await ask(cell, '52:54:00:99:99:99'))?.ip).toMatch(/^10\.(?!91\.)/);
  expect((await user.delete(id)).error_code).toBe(0);
  expect((await user.nano.get('/address_pools/lab')).allocated).toEqual([]);
  await poll('nobody is answered any more', async () => (await servers(cell)).length === 0);
});

test('a host that was off answers its guests again', async () => {
  const id = await user.create('back', { memory: 64 * MiB });
  const { cell, ethernet_address, internal } = await guest(id);
  const promised = { ip: internal.allocated_address.split('/')[0], dns: '9.9.9.9' };
  expect(await ask(cell, ethernet_address)).toMatchObject(promised);
  await lab.host(cell).powerOff();
  await lab.host(cell).powerOn();
  const isAlive = async () => (await user.nano.get(`/compute_pool_cells/default/${cell}`)).alive;
  await poll('its cell is back', isAlive, 90_000, 200);
  expect(await ask(cell, ethernet_address)).toMatchObject(promised);
});

test('a guest that moves is answered where it is, with its address', async () => {
  const id = await user.create('moving', { memory: 64 * MiB });
  const before = await guest(id);
  const target = before.cell === 'host1' ? 'host2' : 'host1';
  const request = { source_pool: 'default', source_cell: before.cell, target_cell: target, instances: [id] };
  const migration = await user.nano.succeed('POST', '/migrations/', request);
  const status = () => user.nano.get(`/migrations/${migration.id}`);
  await poll('it has moved', async () => (await status()).finished, 90_000, 200);
  const { cell, ethernet_address, internal } = await guest(id);
  expect(cell).toBe(target);
  expect(internal.allocated_address).toBe(before.internal.allocated_address);
  const knows = async (name: string) => {
    const path = join(lab.host(name).agentData, 'dhcp/br0/dnsmasq.conf');
    return (await readFile(path, 'utf8').catch(() => '')).includes(ethernet_address);
  };
  await poll('its former cell has forgotten it', async () => !(await knows(before.cell)));
  expect(await knows(target)).toBe(true);
  expect(await ask(target, ethernet_address)).toMatchObject({ ip: internal.allocated_address.split('/')[0] });
});
