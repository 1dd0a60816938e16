/** The agent's DHCP servers: who is answered what on which bridge, and what they outlast. No guest boots for it. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hypervisor } from '../../cell-agent/src/hypervisor/port.ts';
import type { GuestSpec, InterfaceSpec } from '../../proto/src/model.ts';
import { define, expectFailure } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { askDhcp } from '../support/dhcp-client.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const cellId = '99999999-dhcp';
const stranger = '52:54:00:99:99:99';
let real: RealHypervisor;

beforeAll(async () => {
  real = await startRealHypervisor(cellId);
  await mkdir(real.imagesPath);
});
afterAll(async () => await real?.[Symbol.asyncDispose]());

function card(address: string, change: Partial<InterfaceSpec> = {}): InterfaceSpec {
  return { ...internalInterface(), address, gateway: '10.91.0.1', dns: ['9.9.9.9', '8.8.8.8'], ...change };
}

const guestWith = (...interfaces: InterfaceSpec[]): GuestSpec => smallGuestSpec({ interfaces });
const macOf = ({ interfaces }: GuestSpec, index = 0) => interfaces[index]?.ethernetAddress ?? '';
const ask = (bridge: string, ethernetAddress: string) =>
  askDhcp(real.daemon, real.imagesPath, bridge, ethernetAddress);
const virsh = async (...args: string[]) => (await real.daemon.exec('virsh', '-q', ...args)).stdout.trim();
const host = (...args: [string, ...string[]]) => real.daemon.exec(...args);
const poolNetworks = async () => (await virsh('net-list', '--all')).match(/cellar-pool-\S+/g) ?? [];

/** The bridges on which an agent of the cell answers. */
const served = (id = cellId): Promise<string[]> => readdir(join(real.dhcpPath, id)).catch(() => []);
const pidOn = async (bridge: string, id = cellId) =>
  Number(await readFile(join(real.dhcpPath, id, bridge, 'pid'), 'utf8').catch(() => '0'));

async function remove(hypervisor: Hypervisor, { id }: GuestSpec): Promise<void> {
  await hypervisor.undefineGuest(id);
  await hypervisor.deleteDisks(id);
}

describe('on networks of the cell’s own', () => {
  test('guests are answered as promised, and each subnet has a network for as long as it has guests', async () => {
    const one = await define(real, guestWith(card('10.91.0.5/24')));
    const [bridge = ''] = await served();
    const asked = await ask(bridge, macOf(one));
    expect(asked).toEqual({
      ip: '10.91.0.5',
      subnet: '255.255.255.0',
      router: '10.91.0.1',
      dns: '9.9.9.9 8.8.8.8',
      lease: '43200',
    });
    const plain = { gateway: '10.92.0.1', dns: [] };
    const other = await define(real, guestWith(card('10.92.0.5/20', plain)));
    const second = (await served()).find((name) => name !== bridge) ?? '';
    expect(await ask(second, macOf(other))).toMatchObject({
      ip: '10.92.0.5',
      subnet: '255.255.240.0',
      router: '10.92.0.1',
    });
    expect((await ask(second, macOf(other)))?.dns).toBeUndefined();
    expect(await ask(second, macOf(one))).toBeNull();
    expect(await poolNetworks()).toHaveLength(2);
    await remove(real.hypervisor, other);
    expect(await served()).toEqual([bridge]);
    expect(await poolNetworks()).toHaveLength(1);
    await remove(real.hypervisor, one);
    expect(await served()).toEqual([]);
    expect(await poolNetworks()).toEqual([]);
  });

  test('a guest has the address of one that is gone at once', async () => {
    const gone = await define(real, guestWith(card('10.91.0.6/24')));
    const [bridge = ''] = await served();
    expect(await ask(bridge, macOf(gone))).toMatchObject({ ip: '10.91.0.6' });
    await remove(real.hypervisor, gone);
    const next = await define(real, guestWith(card('10.91.0.6/24')));
    expect(await ask(bridge, macOf(next))).toMatchObject({ ip: '10.91.0.6' });
    expect(await ask(bridge, macOf(gone))).toBeNull();
  });

  test('a guest whose address cloud-init writes is not answered', async () => {
    await define(real, guestWith(card('10.91.0.7/24')));
    const written = await define(real, guestWith(card('10.91.0.8/24', { assignment: 'static' })));
    const [bridge = ''] = await served();
    expect(await ask(bridge, macOf(written))).toBeNull();
  });

  test('a guest whose pool has its gateway elsewhere is refused', async () => {
    await expectFailure(
      real.hypervisor.defineGuest('operation', guestWith(card('10.91.0.9/24', { gateway: '' }))),
      'unsupported',
    );
  });

  test('a server that is killed comes back, also for a network that was made anew', async () => {
    const guest = await define(real, guestWith(card('10.91.0.10/24')));
    const [bridge = ''] = await served();
    const killed = await pidOn(bridge);
    process.kill(killed, 'SIGKILL');
    const cameBack = async (former: number) => {
      const pid = await pidOn(bridge);
      const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return pid !== former && commandLine.includes(bridge);
    };
    await poll('another one is there', () => cameBack(killed), 60_000);
    expect(await ask(bridge, macOf(guest))).toMatchObject({ ip: '10.91.0.10' });
    const former = await pidOn(bridge);
    const [network = ''] = await poolNetworks();
    await virsh('net-destroy', network);
    await virsh('net-start', network);
    await poll('it serves the new bridge', () => cameBack(former), 60_000);
    expect(await ask(bridge, macOf(guest))).toMatchObject({ ip: '10.91.0.10' });
  });

  test('a server outlasts libvirt’s daemon, and the agent, whose next one finds it', async () => {
    const agent = await real.connect('99999999-another');
    const guest = { ...guestWith(card('10.93.0.5/24', { gateway: '10.93.0.1' })), disks: [] };
    await agent.defineGuest('operation', guest);
    const [bridge = ''] = await served('99999999-another');
    const pid = await pidOn(bridge, '99999999-another');
    await agent[Symbol.asyncDispose]();
    await real.daemon.restart();
    expect(await ask(bridge, macOf(guest))).toMatchObject({ ip: '10.93.0.5' });
    const next = await real.connect('99999999-another');
    expect(await pidOn(bridge, '99999999-another')).toBe(pid);
    await remove(next, guest);
    expect(await served('99999999-another')).toEqual([]);
  });
});

describe('on bridges of the host’s', () => {
  beforeAll(async () => {
    for (const bridge of ['lan0', 'wan0']) {
      await host('ip', 'link', 'add', bridge, 'type', 'bridge');
      await host('ip', 'link', 'set', bridge, 'up');
    }
    await host('ip', 'address', 'add', '192.0.2.1/24', 'dev', 'lan0');
  });

  test('guests are answered inside and outside, whatever addresses the bridges have', async () => {
    const id = 'aaaaaaaa-bridges';
    const agent = await real.connect(id, { bridge: 'lan0', externalBridge: 'wan0' });
    const outside = card('203.0.113.5/24', { network: 'external', gateway: '203.0.113.1', dns: [] });
    const guest = await define(
      { hypervisor: agent },
      guestWith(card('10.91.0.5/24', { gateway: '' }), outside),
    );
    expect((await served(id)).toSorted()).toEqual(['lan0', 'wan0']);
    const inside = await ask('lan0', macOf(guest));
    expect(inside).toMatchObject({ ip: '10.91.0.5', subnet: '255.255.255.0', dns: '9.9.9.9 8.8.8.8' });
    expect(inside?.router).toBeUndefined();
    expect(await ask('wan0', macOf(guest, 1))).toMatchObject({ ip: '203.0.113.5', router: '203.0.113.1' });
    expect(await ask('lan0', stranger)).toBeNull();
    expect(await ask('wan0', macOf(guest))).toBeNull();
    await remove(agent, guest);
    expect(await served(id)).toEqual([]);
  });

  test('beside another DHCP server guests get what they were promised, and all others what that server gives', async () => {
    const id = 'bbbbbbbb-lan';
    const agent = await real.connect(id, { bridge: 'lan0' });
    await host('ip', 'link', 'add', 'router0', 'type', 'veth', 'peer', 'name', 'router1');
    await host('ip', 'link', 'set', 'router1', 'master', 'lan0', 'up');
    await host('ip', 'address', 'add', '198.51.100.1/24', 'dev', 'router0');
    await host('ip', 'link', 'set', 'router0', 'up');
    const pidFile = join(real.imagesPath, 'router.pid');
    const router = ['--conf-file=/dev/null', '--port=0', '--interface=router0', '--bind-interfaces'];
    const range = ['--no-ping', '--dhcp-range=198.51.100.10,198.51.100.20', '--dhcp-authoritative'];
    const files = [`--pid-file=${pidFile}`, `--dhcp-leasefile=${join(real.imagesPath, 'router.leases')}`];
    await host('dnsmasq', ...router, ...range, ...files);
    const guest = await define({ hypervisor: agent }, guestWith(card('10.91.0.5/24', { gateway: '' })));
    expect(await ask('lan0', stranger)).toMatchObject({ ip: expect.stringMatching(/^198\.51\.100\./) });
    const own = await pidOn('lan0', id);
    process.kill(own, 'SIGSTOP');
    expect(await ask('lan0', macOf(guest))).toBeNull();
    process.kill(own, 'SIGCONT');
    expect(await ask('lan0', macOf(guest))).toMatchObject({ ip: '10.91.0.5' });
    await remove(agent, guest);
    expect(await ask('lan0', macOf(guest))).toMatchObject({ ip: expect.stringMatching(/^198\.51\.100\./) });
  });
});
