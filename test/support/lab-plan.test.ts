import { expect, test } from 'vitest';
import { type LabRecord, maxHosts, planOf } from '../../scripts/lab-hosts/plan.ts';

const record: LabRecord = {
  data: '/tmp/one',
  prefix: '10.160.7',
  externalPrefix: '10.160.8',
  hosts: maxHosts,
  user: 'admin',
  password: 'x',
  pool: null,
  shared: false,
  nfsStandIn: false,
  dhcp: true,
  pathPrefix: null,
  environment: {},
  agentEnvironment: {},
};

function names(data: string): string[] {
  const { bridge, externalBridge, cgroup, hosts } = planOf({ ...record, data });
  const own = hosts.flatMap((host) => [
    host.cable,
    host.externalCable,
    host.cgroup,
    host.networkNamespace,
    host.uuid,
  ]);
  return [bridge, externalBridge, cgroup, ...own];
}

test('nothing of two labs, or of two hosts, has the same name', () => {
  const all = [...names('/tmp/one'), ...names('/tmp/two')];
  expect(new Set(all).size).toBe(all.length);
});

test('the names of interfaces are as short as Linux wants them, and host ids are ids', () => {
  const { bridge, externalBridge, hosts } = planOf(record);
  const interfaces = [
    bridge,
    externalBridge,
    ...hosts.flatMap(({ cable, externalCable }) => [cable, externalCable]),
  ];
  for (const name of interfaces) expect(name.length, name).toBeLessThanOrEqual(15);
  for (const { uuid } of hosts)
    expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
});
