import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './read-config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('all has a default', () => {
  expect(readConfig({}, {})).toMatchObject({
    data: '/var/lib/cellar-cell',
    agent: { name: null, listen: '0.0.0.0', port: 5852, advertise: null, console_port: 5853 },
    hypervisor: 'libvirt',
    virt: 'auto',
    storage: { path: '/var/lib/cellar-cell/disks' },
    statistics: { interval_ms: 2_000 },
  });
});

test('the file is overruled by variables, and these by the command line', async () => {
  const config = join(folder, 'agent.yaml');
  await writeFile(config, 'data: /srv/file\nagent:\n  port: 1000\n  listen: 10.0.0.1\nhypervisor: libvirt\n');
  const variables = { CELLAR_AGENT_PORT: '2000', CELLAR_HYPERVISOR: 'libvirt', CELLAR_NANO_PORT: '1' };
  expect(readConfig({ config, hypervisor: 'fake' }, variables)).toMatchObject({
    data: '/srv/file',
    agent: { port: 2_000, listen: '10.0.0.1' },
    hypervisor: 'fake',
    storage: { path: '/srv/file/disks' },
  });
});

test.each([
  ['agent.port', { CELLAR_AGENT_PORT: '70000' }],
  ['agent.advertise', { CELLAR_AGENT_ADVERTISE: 'http://cell' }],
  ['network.nat_subnet', { CELLAR_NETWORK_NAT_SUBNET: '10.0.0.0' }],
  ['network', { CELLAR_NETWORK_NAT_SUBNET: '10.0.0.0/24', CELLAR_NETWORK_BRIDGE: 'br0' }],
  ['statistics.interval_ms', { CELLAR_STATISTICS_INTERVAL_MS: '1' }],
  ['data', { CELLAR_DATA: 'relative' }],
])('a wrong %s is named', (key, variables) => {
  expect(() => readConfig({}, variables)).toThrow(`: ${key} is `);
});

test('an unknown key and an absent file stop the start', async () => {
  const config = join(folder, 'typo.yaml');
  await writeFile(config, 'agent:\n  prot: 1\n');
  expect(() => readConfig({ config }, {})).toThrow('unknown setting agent.prot');
  expect(() => readConfig({ config: join(folder, 'absent.yaml') }, {})).toThrow('can not be read');
});
