/** The network of a cell without a bridge: made once, kept by libvirt, found again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { define, expectFailure } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const cellId = '44444444-network';
const name = 'cellar-44444444';
let real: RealHypervisor;

beforeAll(async () => {
  real = await startRealHypervisor(cellId);
});
afterAll(async () => await real[Symbol.asyncDispose]());

async function virsh(...args: string[]): Promise<string> {
  return (await real.daemon.exec('virsh', '-q', ...args)).stdout.trim();
}

/** Process id of the network's DHCP server. */
async function dnsmasq(): Promise<string> {
  return (await real.daemon.exec('cat', `/run/libvirt/network/${name}.pid`)).stdout.trim();
}

test('it is active, starts with the host and answers at once', async () => {
  expect(await virsh('net-list')).toMatch(new RegExp(`${name} +active +yes`));
  const xml = await virsh('net-dumpxml', name);
  expect(xml).toContain("stp='off' delay='0'");
  expect(xml).toContain('no-ping');
  expect(xml).toMatch(/address='192\.168\.1[3-9]\d\.1'/);
});

test('an agent that comes back takes it over as it is', async () => {
  const [before, server] = [await virsh('net-dumpxml', name), await dnsmasq()];
  await using again = await real.connect(cellId);
  expect((await again.describeHost()).warnings.map(({ code }) => code)).not.toContain('network_unavailable');
  expect(await dnsmasq()).toBe(server);
  expect(await virsh('net-dumpxml', name)).toBe(before);
});

test('a restart of libvirt leaves its DHCP server alone', async () => {
  const server = await dnsmasq();
  await real.daemon.restart();
  await using _again = await real.connect(cellId);
  expect(await dnsmasq()).toBe(server);
});

test('one that was stopped is started again when a guest needs it', async () => {
  await virsh('net-destroy', name);
  const spec = smallGuestSpec({ interfaces: [internalInterface()] });
  await define(real, spec);
  await real.hypervisor.startGuest(spec.id, { type: 'disk' });
  expect(await virsh('net-list')).toContain(name);
});

test('cells on one host have subnets apart', async () => {
  await using _neighbour = await real.connect('55555555-network');
  const address = async (network: string) =>
    /address='([\d.]+)'/.exec(await virsh('net-dumpxml', network))?.[1];
  expect(await address('cellar-55555555')).not.toBe(await address(name));
});

test('a configured subnet is taken, and another one when that changes', async () => {
  for (const subnet of ['10.77.0.0', '10.78.0.0']) {
    await using _cell = await real.connect('66666666-network', { natSubnet: `${subnet}/24` });
    const xml = await virsh('net-dumpxml', 'cellar-66666666');
    expect(xml).toContain(`address='${subnet.replace(/0$/, '1')}' prefix='24'`);
    expect(await virsh('net-list')).toContain('cellar-66666666');
  }
});

test('a bridge that is not there is told, and only guests on it do not start', async () => {
  const cell = await real.connect('77777777-network', { bridge: 'br-missing' });
  expect((await cell.describeHost()).warnings).toContainEqual({
    code: 'bridge_missing',
    message: 'The host has no bridge br-missing.',
  });
  const spec = await define({ hypervisor: cell }, smallGuestSpec({ interfaces: [internalInterface()] }));
  await expect(cell.startGuest(spec.id, { type: 'disk' })).rejects.toMatchObject({
    code: 'conflict',
    reason: 'bridge_missing',
  });
  const alone = await define({ hypervisor: cell }, smallGuestSpec());
  await cell.startGuest(alone.id, { type: 'disk' });
});

test('a guest for a network that the cell does not have is refused', async () => {
  const outside = { ...internalInterface(), network: 'external' } as const;
  const spec = smallGuestSpec({ interfaces: [outside] });
  await expectFailure(real.hypervisor.defineGuest('operation', spec), 'unsupported');
});
