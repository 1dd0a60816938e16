/** Floating addresses of a running guest, seen from another network: in by them, and out with them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SecurityPolicy } from '../../proto/src/model-policy.ts';
import { guestImage } from '../support/guest-image.ts';
import { bootMeasuredGuest, type MeasuredGuest } from '../support/measured-guest.ts';
import {
  type Knock,
  type NetworkNamespace,
  namespaceOf,
  openNamespace,
} from '../support/network-namespace.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const cellId = 'f10a7177-floating';
const [outsideAddress, hostAddress] = ['203.0.113.9', '203.0.113.1'];
const [first, second] = ['203.0.113.50', '203.0.113.51'];
const webPort = 80;

let real: RealHypervisor;
let outside: NetworkNamespace;
let host: ReturnType<typeof namespaceOf>;
let guest: MeasuredGuest;

beforeAll(async () => {
  [real, outside] = await Promise.all([startRealHypervisor(cellId), openNamespace()]);
  host = namespaceOf(real.daemon.namespacePid);
  const cable = ['type', 'veth', 'peer', 'name', 'eth0', 'netns', String(outside.pid)];
  await host.run('ip', 'link', 'add', 'up0', ...cable);
  await host.run('ip', 'address', 'add', `${hostAddress}/24`, 'dev', 'up0');
  await host.run('ip', 'link', 'set', 'up0', 'up');
  await outside.run('ip', 'address', 'add', `${outsideAddress}/24`, 'dev', 'eth0');
  await outside.run('ip', 'link', 'set', 'eth0', 'up');
  await host.run('ip', 'route', 'add', 'default', 'via', outsideAddress);
  await outside.serve('echo.mjs', '7');
  guest = await bootMeasuredGuest(real, await guestImage(real.imagesPath));
});
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await outside?.[Symbol.asyncDispose]();
  await real?.[Symbol.asyncDispose]();
});

const set = (...addresses: string[]) => real.hypervisor.setFloatingAddresses(guest.id, addresses);
const web = (address: string): Knock => ({ protocol: 'tcp', host: address, port: webPort });

async function expectWeb(address: string, wanted: string): Promise<void> {
  await poll(`${address} is ${wanted}`, async () => (await outside.knock(web(address)))[0] === wanted);
}

const pings = (address: string) =>
  outside.run('ping', '-c', '1', '-W', '2', address).then(
    () => true,
    () => false,
  );

/** How many packets of the guest's come outside with this address from now on. */
async function countFrom(address: string): Promise<() => Promise<number>> {
  const table = 'add table ip seen; delete table ip seen; add table ip seen';
  const chain = 'add chain ip seen in { type filter hook input priority 0; }';
  await outside.run('nft', `${table}; ${chain}; add rule ip seen in ip saddr ${address} tcp dport 7 counter`);
  return async () => {
    const rules = await outside.run('nft', 'list', 'table', 'ip', 'seen');
    return Number(/counter packets (\d+)/.exec(rules)?.[1]);
  };
}

const guestCalls = () => guest.run(`echo knock | nc -w 20 ${outsideAddress} 7`);

test('without one nobody outside reaches the guest, which goes out by the address of its host', async () => {
  expect(await outside.knock(web(first))).toEqual(['silent']);
  const count = await countFrom(hostAddress);
  expect(await guestCalls()).toBe('knock');
  expect(await count()).toBeGreaterThan(0);
});

test('by its floating addresses the guest is reached, and goes out with the first', async () => {
  await set(first, second);
  await expectWeb(first, 'open');
  await expectWeb(second, 'open');
  await poll('it answers a ping', () => pings(first));
  const count = await countFrom(first);
  expect(await guestCalls()).toBe('knock');
  expect(await count()).toBeGreaterThan(0);
  const [fromHost] = await host.knock(web(first));
  expect(fromHost).toBe('open');
});

test('its security policy holds for what comes by them', async () => {
  const closed: SecurityPolicy = { defaultAction: 'reject', rules: [] };
  await real.hypervisor.setSecurityPolicy(guest.id, closed);
  await expectWeb(first, 'silent');
  const from = { action: 'accept', protocol: 'tcp', toPort: webPort, interface: 0 } as const;
  const rules = [{ ...from, fromAddress: outsideAddress }];
  await real.hypervisor.setSecurityPolicy(guest.id, { ...closed, rules });
  await expectWeb(first, 'open');
  expect(await pings(first)).toBe(false);
  await real.hypervisor.setSecurityPolicy(guest.id, { defaultAction: 'accept', rules: [] });
});

test('they are made anew by the next agent when all rules and devices are gone, as after a reboot', async () => {
  await host.run('nft', 'flush', 'ruleset');
  const links = JSON.parse(await host.run('ip', '-j', 'link', 'show', 'type', 'bridge'));
  const device = links.find(({ ifname }: { ifname: string }) => ifname.startsWith('clf-')).ifname;
  await host.run('ip', 'link', 'delete', device);
  await expectWeb(first, 'silent');
  await using again = await real.connect(cellId);
  expect((await again.getGuest(guest.id)).spec.floatingAddresses).toEqual([first, second]);
  await expectWeb(first, 'open');
});

test('an address that is taken away leads nowhere, and the guest goes out with the next', async () => {
  await set(second);
  await expectWeb(first, 'silent');
  await expectWeb(second, 'open');
  const count = await countFrom(second);
  expect(await guestCalls()).toBe('knock');
  expect(await count()).toBeGreaterThan(0);
  await set();
  await expectWeb(second, 'silent');
  expect(await host.run('nft', 'list', 'tables')).not.toContain('cellar_nat');
  expect(await host.run('iptables', '-S', 'FORWARD')).not.toContain('cellar_nat');
});

test('they go with the definition of the guest', async () => {
  await set(first);
  await expectWeb(first, 'open');
  await real.hypervisor.destroyGuest(guest.id);
  await real.hypervisor.undefineGuest(guest.id);
  expect(await host.run('nft', 'list', 'tables')).not.toContain('cellar_nat');
  await real.hypervisor.deleteDisks(guest.id);
});
