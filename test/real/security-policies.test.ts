/** Security policies of a running guest, with packets from the bridge, from its host and from inside it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HostFilter } from '../../cell-agent/src/hypervisor/libvirt/filter/host-filter.ts';
import { tapName } from '../../cell-agent/src/hypervisor/libvirt/filter/tap-name.ts';
import type { PolicyRule, SecurityPolicy } from '../../proto/src/model-policy.ts';
import { type GuestImage, guestImage } from '../support/guest-image.ts';
import { bootMeasuredGuest, type MeasuredGuest, measuredPorts, median } from '../support/measured-guest.ts';
import {
  type Knock,
  type NetworkNamespace,
  namespaceOf,
  openNamespace,
  plug,
} from '../support/network-namespace.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const cellId = 'abababab-policy';
const [webPort, echoPort] = [80, 7_777];

let real: RealHypervisor;
let image: GuestImage;
let peer: NetworkNamespace;
let host: ReturnType<typeof namespaceOf>;
let guest: MeasuredGuest;
let peerAddress: string;
let otherAddress: string;

function closed(...rules: Partial<PolicyRule>[]): SecurityPolicy {
  const any: PolicyRule = { action: 'accept', protocol: 'all', toPort: 0, fromAddress: '', interface: 0 };
  return { defaultAction: 'reject', rules: rules.map((rule) => ({ ...any, ...rule })) };
}

const measured = measuredPorts.map((toPort): Partial<PolicyRule> => ({ protocol: 'tcp', toPort }));
const web: Partial<PolicyRule> = { protocol: 'tcp', toPort: webPort };
const atCreation = closed(web, ...measured);

beforeAll(async () => {
  [real, peer] = await Promise.all([startRealHypervisor(cellId), openNamespace()]);
  host = namespaceOf(real.daemon.namespacePid);
  image = await guestImage(real.imagesPath);
  // That it gets an address shows that answers to what it asks come through.
  guest = await bootMeasuredGuest(real, image, { securityPolicy: atCreation });
  const [bridge] = JSON.parse(await host.run('ip', '-j', 'link', 'show', 'type', 'bridge'));
  const network = guest.address.split('.').slice(0, 3).join('.');
  [peerAddress, otherAddress] = [`${network}.250`, `${network}.251`];
  await plug(host, bridge.ifname, 'peer0', peer, [`${peerAddress}/24`, `${otherAddress}/24`]);
  await peer.serve('echo.mjs', '7');
});
afterAll(async () => {
  await guest?.[Symbol.asyncDispose]();
  await peer[Symbol.asyncDispose]();
  await real[Symbol.asyncDispose]();
});

const tcp = (port: number, change: Partial<Knock> = {}): Knock => ({
  protocol: 'tcp',
  host: guest.address,
  port,
  ...change,
});
const udp = (port: number): Knock => ({ ...tcp(port), protocol: 'udp' });

/** What is let through is looked for until it comes; what is not must never have come. */
async function expectKnocks(from: Pick<NetworkNamespace, 'knock'>, expected: readonly [Knock, string][]) {
  await poll('what may come through comes', async () => {
    const results = await from.knock(...expected.map(([knock]) => knock));
    const late = expected.some(([, wanted], index) => wanted !== 'silent' && results[index] === 'silent');
    if (late) return false;
    expect(results).toEqual(expected.map(([, wanted]) => wanted));
    return true;
  });
}

const pings = async (address: string, ...how: string[]) =>
  await peer.run('ping', '-c', '1', '-W', '2', ...how, address).then(
    () => true,
    () => false,
  );
const guestPings = async (how = '') =>
  await guest.run(`ping -c 1 -W 3 ${how} ${peerAddress}`).then(
    () => true,
    () => false,
  );
const ruleset = () => host.run('nft', 'list', 'ruleset');

test('what a guest was created with holds from its first start on, on the bridge and from the host', async () => {
  expect((await real.hypervisor.getGuest(guest.id)).spec.securityPolicy).toEqual(atCreation);
  for (const from of [peer, host]) {
    await expectKnocks(from, [
      [tcp(webPort), 'open'],
      [tcp(echoPort), 'silent'],
      [udp(webPort), 'silent'],
      [tcp(9), 'silent'],
    ]);
  }
  expect(await pings(guest.address)).toBe(false);
});

test('changes act on the running guest when they return', async () => {
  await real.hypervisor.setSecurityPolicy(guest.id, closed({ toPort: 9 }, { protocol: 'icmp' }));
  await expectKnocks(peer, [
    [tcp(webPort), 'silent'],
    [tcp(9), 'refused'],
    [udp(9), 'refused'],
  ]);
  await poll('it answers a ping', () => pings(guest.address));
  const notFromOther: Partial<PolicyRule> = { action: 'reject', fromAddress: `${otherAddress}/32` };
  await real.hypervisor.setSecurityPolicy(guest.id, closed(notFromOther, web, { toPort: 9 }));
  await expectKnocks(peer, [
    [tcp(webPort, { source: peerAddress }), 'open'],
    [tcp(webPort, { source: otherAddress }), 'silent'],
    [tcp(9, { source: otherAddress }), 'silent'],
  ]);
  await real.hypervisor.setSecurityPolicy(guest.id, { defaultAction: 'accept', rules: [] });
  await expectKnocks(peer, [
    [tcp(echoPort), 'open'],
    [tcp(9), 'refused'],
    [udp(9), 'refused'],
  ]);
});

test('a guest that nothing may reach still reaches others', async () => {
  await real.hypervisor.setSecurityPolicy(guest.id, closed());
  await poll('it pings', () => guestPings());
  expect(await guest.run(`echo knock | nc -w 20 ${peerAddress} 7`)).toBe('knock');
  await expectKnocks(peer, [[tcp(webPort), 'silent']]);
});

test('what a guest sends in the name of another is dropped', async () => {
  await real.hypervisor.setSecurityPolicy(guest.id, { defaultAction: 'accept', rules: [] });
  const second = `${guest.address.split('.').slice(0, 3).join('.')}.252`;
  await guest.run(`ip addr add ${second}/24 dev eth0`);
  await poll('where no address is promised it may have two', () => guestPings(`-I ${second}`));
  const { spec } = await real.hypervisor.getGuest(guest.id);
  const mac = spec.interfaces[0]?.ethernetAddress ?? '';
  const tap = { name: tapName(guest.id, 0), ethernetAddress: mac, address: `${guest.address}/24`, number: 1 };
  const filter = new HostFilter(cellId, `/proc/${host.pid}/ns/net`);
  await filter.set([{ tap, policy: spec.securityPolicy }]);
  expect(await guestPings(`-I ${second}`)).toBe(false);
  await poll('it is heard under its own', () => guestPings(`-I ${guest.address}`));
  await peer.run('ip', 'neigh', 'flush', 'dev', 'eth0');
  expect(await pings(second), 'it answers for another address').toBe(false);
  await guest.run(`ip addr del ${second}/24 dev eth0`);

  const take = (address: string) =>
    guest.run(`ip link set eth0 down; ip link set eth0 address ${address};
    ip link set eth0 up; ip addr show dev eth0 | grep -q 'inet ' || ip addr add ${guest.address}/24 dev eth0`);
  await take('52:54:00:00:00:01');
  expect(await guestPings()).toBe(false);
  await take(mac);
  await poll('it is heard with its own MAC', () => guestPings());
});

test('policies and limits of bandwidth hold at once on one interface', async () => {
  const mib = 2 ** 20;
  await real.hypervisor.setNetworkQos(guest.id, { receiveBytesPerSecond: 0, sendBytesPerSecond: mib });
  await real.hypervisor.setSecurityPolicy(guest.id, atCreation);
  const sent = median(await guest.sendSpeeds(3));
  expect(Math.abs(sent / mib - 1), `${sent} of ${mib}`).toBeLessThan(0.15);
  await expectKnocks(peer, [
    [tcp(webPort), 'open'],
    [tcp(echoPort), 'silent'],
  ]);
  await real.hypervisor.setNetworkQos(guest.id, { receiveBytesPerSecond: 0, sendBytesPerSecond: 0 });
  await expectKnocks(peer, [
    [tcp(webPort), 'open'],
    [tcp(echoPort), 'silent'],
  ]);
});

test('a guest that goes back to a snapshot keeps the policy of now', async () => {
  const snapshot = { name: 'open', description: '', operationId: 'of the test' };
  await real.hypervisor.setSecurityPolicy(guest.id, { defaultAction: 'accept', rules: [] });
  await real.hypervisor.createSnapshot(guest.id, snapshot);
  await real.hypervisor.setSecurityPolicy(guest.id, atCreation);
  await real.hypervisor.restoreSnapshot(guest.id, snapshot.name, 'back of the test');
  expect((await real.hypervisor.getGuest(guest.id)).spec.securityPolicy).toEqual(atCreation);
  await expectKnocks(peer, [
    [tcp(webPort), 'open'],
    [tcp(echoPort), 'silent'],
  ]);
  await real.hypervisor.deleteSnapshot(guest.id, snapshot.name);
});

test('filters outlast libvirt and agents, and come back when somebody has flushed them', async () => {
  const tap = /tap\w+/.exec((await real.daemon.exec('virsh', '-q', 'domiflist', guest.id)).stdout)?.[0] ?? '';
  expect(await ruleset()).toContain(`to-${tap}`);
  await real.daemon.stop();
  await expectKnocks(peer, [
    [tcp(webPort), 'open'],
    [tcp(echoPort), 'silent'],
  ]);
  await real.daemon.start();
  await host.run('nft', 'flush', 'ruleset');
  await using _again = await real.connect(cellId);
  await expectKnocks(peer, [
    [tcp(webPort), 'open'],
    [tcp(echoPort), 'silent'],
  ]);
});

test('a filter is there while its guest is defined, running or not', async () => {
  const tap = tapName(guest.id, 0);
  await real.hypervisor.destroyGuest(guest.id);
  expect(await ruleset()).toContain(`to-${tap}`);
  await real.hypervisor.undefineGuest(guest.id);
  expect(await ruleset()).not.toContain(tap);
  await real.hypervisor.deleteDisks(guest.id);
});
