/** The seed of a guest whose addresses come from a pool with provider `cloudinit`, from the Nano API down to its file. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { DevUser } from '../support/dev-user.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';

const run = promisify(execFile);
const MiB = 2 ** 20;
let real: RealCluster;
let user: DevUser;

beforeAll(async () => {
  real = await startRealCluster();
  user = await DevUser.login(real.cluster);
  const pool = { gateway: '10.77.0.1', dns: ['9.9.9.9', '8.8.4.4'], provider: 'cloudinit' };
  await user.nano.succeed('POST', '/address_pools/seeded', pool);
  const range = { end: '10.77.0.9', netmask: '255.255.255.0' };
  await user.nano.succeed('POST', '/address_pools/seeded/internal/ranges/10.77.0.5', range);
  await user.nano.succeed('PUT', '/compute_pools/default', { network: 'seeded' });
});
afterAll(() => real?.[Symbol.asyncDispose]());

/** A file of the guest's seed, which is read as the guest reads it. */
async function seedFile(guestId: string, name: string): Promise<string> {
  const seed = join(real.disks, `${guestId}.seed.iso`);
  return (await run('isoinfo', ['-i', seed, '-J', '-x', `/${name}`])).stdout;
}

test('holds the address, the gateway and the name servers that the API tells', async () => {
  const id = await user.create('seeded', { memory: 64 * MiB, disks: [16 * MiB], modules: ['cloud-init'] });
  const guest = await user.nano.get(`/guests/${id}`);
  expect(guest.internal.allocated_address).toBe('10.77.0.5/24');
  expect(parse(await seedFile(id, 'network-config'))).toEqual({
    version: 2,
    ethernets: {
      eth0: {
        match: { macaddress: guest.ethernet_address },
        'set-name': 'eth0',
        dhcp4: false,
        addresses: ['10.77.0.5/24'],
        routes: [{ to: '0.0.0.0/0', via: '10.77.0.1' }],
        nameservers: { addresses: ['9.9.9.9', '8.8.4.4'] },
      },
    },
  });
  // It is the disk that the guest gets, too.
  const xml = (await real.daemon.exec('virsh', '-q', 'dumpxml', id)).stdout;
  expect(xml).toContain(`${id}.seed.iso`);
});

test('a guest without cloud-init has no seed: its address comes by DHCP', async () => {
  const id = await user.create('unseeded', { memory: 64 * MiB, disks: [16 * MiB] });
  expect((await user.nano.get(`/guests/${id}`)).internal.allocated_address).toBe('10.77.0.6/24');
  expect((await real.daemon.exec('virsh', '-q', 'dumpxml', id)).stdout).not.toContain('seed.iso');
});
