/** Filters of tap devices with real packets; the guest is a namespace, so that it can send whatever it likes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../../cell-agent/src/doctor/run-command.ts';
import { trackBridgedPackets } from '../../cell-agent/src/hypervisor/libvirt/filter/bridge-tracking.ts';
import { HostFilter } from '../../cell-agent/src/hypervisor/libvirt/filter/host-filter.ts';
import { openPolicy, type PolicyRule, type SecurityPolicy } from '../../proto/src/model-policy.ts';
import { type Knock, type NetworkNamespace, openNamespace, plug } from '../support/network-namespace.ts';
import { only } from '../support/only.ts';
import { poll } from '../support/poll.ts';

const tapName = 'tap0123456789a0';
const mac = '52:54:00:aa:bb:01';
const [guestAddress, peerAddress, otherAddress, hostAddress] = [
  '10.77.0.5',
  '10.77.0.6',
  '10.77.0.7',
  '10.77.0.1',
];
const [guestV6, peerV6, hostV6] = ['fd77::5', 'fd77::6', 'fd77::1'];
const outside = '10.88.0.2';

/** Not every kernel knows networks by tags. */
const hasTags = await runCommand('unshare', [
  '--net',
  ...'ip link add link lo name tagged type vlan id 5'.split(' '),
]).then(({ exitCode }) => exitCode === 0);

let host: NetworkNamespace;
let guest: NetworkNamespace;
let peer: NetworkNamespace;
let router: NetworkNamespace;
let filter: HostFilter;

beforeAll(async () => {
  [host, guest, peer, router] = await Promise.all([
    openNamespace(),
    openNamespace(),
    openNamespace(),
    openNamespace(),
  ]);
  await host.run('ip', 'link', 'add', 'br0', 'type', 'bridge');
  await host.run('ip', 'addr', 'add', `${hostAddress}/24`, 'dev', 'br0');
  await host.run('ip', 'addr', 'add', `${hostV6}/64`, 'dev', 'br0', 'nodad');
  await host.run('ip', 'link', 'set', 'br0', 'up');
  await host.run('sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  await plug(host, 'br0', tapName, guest, [`${guestAddress}/24`, `${guestV6}/64`]);
  await guest.run('ip', 'link', 'set', 'eth0', 'address', mac);
  await plug(host, 'br0', 'peer0', peer, [`${peerAddress}/24`, `${otherAddress}/24`, `${peerV6}/64`]);
  await guest.run('ip', 'route', 'add', 'default', 'via', hostAddress);
  // Beyond the host, not on its bridge.
  await host.run(
    'ip',
    'link',
    'add',
    'up0',
    'type',
    'veth',
    'peer',
    'name',
    'eth0',
    'netns',
    String(router.pid),
  );
  await host.run('ip', 'addr', 'add', '10.88.0.1/24', 'dev', 'up0');
  await host.run('ip', 'link', 'set', 'up0', 'up');
  await router.run('ip', 'addr', 'add', `${outside}/24`, 'dev', 'eth0');
  await router.run('ip', 'link', 'set', 'eth0', 'up');
  await router.run('ip', 'route', 'add', 'default', 'via', '10.88.0.1');
  await trackBridgedPackets(`/proc/${host.pid}/ns/net`);
  filter = new HostFilter('ffffffff-filter', `/proc/${host.pid}/ns/net`);
  await guest.serve('echo.mjs', '22', '53', '80', '8080');
  await peer.serve('echo.mjs', '53', '7');
  await router.serve('echo.mjs', '7');
});
afterAll(async () => {
  for (const one of [guest, peer, router, host]) await one?.[Symbol.asyncDispose]();
});

function rule(change: Partial<PolicyRule>): PolicyRule {
  return { action: 'accept', protocol: 'all', toPort: 0, fromAddress: '', interface: 0, ...change };
}

function closed(...rules: PolicyRule[]): SecurityPolicy {
  return { defaultAction: 'reject', rules };
}

async function set(policy: SecurityPolicy, address = ''): Promise<void> {
  const tap = { name: tapName, ethernetAddress: mac, address, number: 1 };
  await filter.set([{ tap, policy }]);
}

const tcp = (port: number, change: Partial<Knock> = {}): Knock => ({
  protocol: 'tcp',
  host: guestAddress,
  port,
  ...change,
});
const udp = (port: number, change: Partial<Knock> = {}): Knock => ({ ...tcp(port, change), protocol: 'udp' });

/** What comes of the knocks, when it has come to that. */
async function expectKnocks(from: NetworkNamespace, expected: readonly (readonly [Knock, string])[]) {
  let results: string[] = [];
  const wanted = expected.map(([, result]) => result);
  await poll('the knocks come out', async () => {
    results = await from.knock(...expected.map(([knock]) => knock));
    return results.join() === wanted.join();
  }).catch(() => expect(results).toEqual(wanted));
}

async function pings(from: NetworkNamespace, ...args: string[]): Promise<boolean> {
  return await from.run('ping', '-c', '1', '-W', '2', ...args).then(
    () => true,
    () => false,
  );
}

/** How many such frames have come to the peer since. */
async function countAtPeer(match: string): Promise<() => Promise<number>> {
  await peer.run(
    'nft',
    `add table netdev seen; delete table netdev seen; add table netdev seen;
    add chain netdev seen in { type filter hook ingress device "eth0" priority 0; };
    add rule netdev seen in ${match} counter`,
  );
  return async () =>
    Number(/counter packets (\d+)/.exec(await peer.run('nft', 'list', 'chain', 'netdev', 'seen', 'in'))?.[1]);
}

beforeEach(async () => await filter.replaceAll([]));

describe('what reaches a guest', () => {
  test('is everything without rules, and nothing but what it needs when everything is rejected', async () => {
    await set(openPolicy);
    await expectKnocks(peer, [
      [tcp(80), 'open'],
      [udp(53), 'open'],
      [tcp(80, { host: guestV6 }), 'open'],
      [tcp(81), 'refused'],
    ]);
    expect(await pings(peer, guestAddress)).toBe(true);
    await set(closed());
    await expectKnocks(peer, [
      [tcp(80), 'silent'],
      [tcp(81), 'silent'],
      [udp(53), 'silent'],
      [tcp(80, { host: guestV6 }), 'silent'],
      [udp(53, { host: guestV6 }), 'silent'],
    ]);
    expect(await pings(peer, guestAddress)).toBe(false);
    expect(await pings(peer, '-6', guestV6)).toBe(false);
  });

  test('goes by protocol and port, for IPv6 too', async () => {
    await set(
      closed(
        rule({ protocol: 'tcp', toPort: 22 }),
        rule({ protocol: 'udp', toPort: 80 }),
        rule({ toPort: 53 }),
        rule({ protocol: 'icmp' }),
      ),
    );
    for (const address of [guestAddress, guestV6]) {
      await expectKnocks(peer, [
        [tcp(22, { host: address }), 'open'],
        [udp(22, { host: address }), 'silent'],
        [tcp(80, { host: address }), 'silent'],
        [udp(80, { host: address }), 'open'],
        [tcp(53, { host: address }), 'open'],
        [udp(53, { host: address }), 'open'],
        [tcp(8080, { host: address }), 'silent'],
      ]);
      expect(await pings(peer, address)).toBe(true);
    }
  });

  test('goes by source address and network', async () => {
    await set(
      closed(
        rule({ protocol: 'tcp', toPort: 22, fromAddress: peerAddress }),
        rule({ protocol: 'tcp', toPort: 80, fromAddress: '10.77.0.6/31' }),
        rule({ protocol: 'tcp', toPort: 8080, fromAddress: '10.99.0.0/16' }),
        rule({ fromAddress: 'fd77::/64', toPort: 53 }),
      ),
    );
    await expectKnocks(peer, [
      [tcp(22, { source: peerAddress }), 'open'],
      [tcp(22, { source: otherAddress }), 'silent'],
      [tcp(80, { source: peerAddress }), 'open'],
      [tcp(80, { source: otherAddress }), 'open'],
      [tcp(8080, { source: peerAddress }), 'silent'],
      [udp(53, { host: guestV6 }), 'open'],
      [udp(53), 'silent'],
    ]);
  });

  test('goes by the first rule that matches, and only by those of the interface', async () => {
    const ssh = rule({ protocol: 'tcp', toPort: 22 });
    const notFromPeer = rule({ action: 'reject', fromAddress: peerAddress });
    const second = rule({ protocol: 'tcp', toPort: 80, interface: 2 });
    const first = rule({ protocol: 'tcp', toPort: 8080, interface: 1 });
    const knocks = [tcp(22, { source: peerAddress }), tcp(22, { source: otherAddress }), tcp(80), tcp(8080)];
    const outcomes = async (...expected: string[]) =>
      await expectKnocks(
        peer,
        knocks.map((knock, index) => [knock, expected[index] ?? '']),
      );
    await set(closed(ssh, notFromPeer, second, first));
    await outcomes('open', 'open', 'silent', 'silent');
    await set(closed(first, notFromPeer, ssh, second));
    await outcomes('silent', 'open', 'silent', 'open');
    await set({ defaultAction: 'accept', rules: [notFromPeer] });
    await outcomes('silent', 'open', 'silent', 'silent');
  });

  test('is the same for the host itself and for what comes through it', async () => {
    await set(closed(rule({ protocol: 'tcp', toPort: 22 }), rule({ fromAddress: outside, toPort: 80 })));
    for (const [from, port80] of [
      [host, 'silent'],
      [router, 'open'],
    ] as const) {
      await expectKnocks(from, [
        [tcp(22), 'open'],
        [tcp(80), port80],
        [udp(80), port80],
        [udp(53), 'silent'],
      ]);
    }
  });

  test('are answers to what it began, whatever the rules say', async () => {
    await set(closed(rule({ action: 'reject' })), guestAddress);
    await expectKnocks(guest, [
      [tcp(7, { host: peerAddress }), 'open'],
      [udp(53, { host: peerAddress }), 'open'],
      [udp(54, { host: peerAddress }), 'refused'],
      [tcp(7, { host: peerV6 }), 'open'],
      [tcp(7, { host: outside }), 'open'],
      [udp(7, { host: outside }), 'open'],
    ]);
    for (const address of [peerAddress, hostAddress, outside]) expect(await pings(guest, address)).toBe(true);
    expect(await pings(peer, guestAddress)).toBe(false);
  });

  test('a connection that is open ends when the rule that let it in goes', async () => {
    await set(closed(rule({ protocol: 'udp', toPort: 53 })));
    const knock = udp(53, { sourcePort: 4_000 });
    await expectKnocks(peer, [[knock, 'open']]);
    await set(closed());
    await expectKnocks(peer, [[knock, 'silent']]);
  });
});

describe('what a guest may send', () => {
  test('has its own MAC', async () => {
    await set(openPolicy);
    expect(await pings(guest, peerAddress)).toBe(true);
    const seen = await countAtPeer('ether saddr 52:54:00:aa:bb:99');
    await guest.run('ip', 'link', 'set', 'eth0', 'address', '52:54:00:aa:bb:99');
    expect(await pings(guest, peerAddress)).toBe(false);
    await guest.run('ip', 'link', 'set', 'eth0', 'address', mac);
    await poll('it is heard again', () => pings(guest, peerAddress));
    expect(await seen()).toBe(0);
  });

  test('has the address that was promised to it, in ARP too', async () => {
    await guest.run('ip', 'addr', 'add', '10.77.0.66/24', 'dev', 'eth0');
    try {
      await set(openPolicy);
      expect(await pings(guest, '-I', '10.77.0.66', peerAddress), 'nothing is promised').toBe(true);
      await set(openPolicy, `${guestAddress}/24`);
      const seen = await countAtPeer('ip saddr 10.77.0.66');
      expect(await pings(guest, '-I', '10.77.0.66', peerAddress)).toBe(false);
      expect(await pings(guest, '-I', guestAddress, peerAddress)).toBe(true);
      expect(await seen()).toBe(0);
      const claims = await countAtPeer('arp saddr ip 10.77.0.66');
      await peer.run('ip', 'neigh', 'flush', 'dev', 'eth0');
      expect(await pings(peer, '10.77.0.66'), 'it answers for another address').toBe(false);
      expect(await pings(peer, guestAddress)).toBe(true);
      expect(await claims()).toBe(0);
    } finally {
      await guest.run('ip', 'addr', 'del', '10.77.0.66/24', 'dev', 'eth0');
    }
  });

  test('is nothing of a DHCP server', async () => {
    await set(openPolicy, guestAddress);
    const seen = await countAtPeer('udp sport 67');
    const from = (sourcePort: number) => udp(53, { host: peerAddress, sourcePort });
    await expectKnocks(guest, [
      [from(67), 'silent'],
      [from(66), 'open'],
      [udp(53, { host: peerV6, sourcePort: 547 }), 'silent'],
      [udp(53, { host: peerV6, sourcePort: 548 }), 'open'],
    ]);
    expect(await seen()).toBe(0);
  });

  const tags = only(hasTags, 'the kernel lacks VLANs or what makes them');
  tags.test('has no tag of another network', async () => {
    await set(openPolicy);
    for (const [one, address] of [
      [guest, '10.78.0.5/24'],
      [peer, '10.78.0.6/24'],
    ] as const) {
      await one.run('ip', 'link', 'add', 'link', 'eth0', 'name', 'tagged', 'type', 'vlan', 'id', '5');
      await one.run('ip', 'addr', 'add', address, 'dev', 'tagged');
      await one.run('ip', 'link', 'set', 'tagged', 'up');
    }
    try {
      expect(await pings(guest, '10.78.0.6')).toBe(false);
      await filter.replaceAll([]);
      expect(await pings(guest, '10.78.0.6'), 'it would without a filter').toBe(true);
    } finally {
      for (const one of [guest, peer]) await one.run('ip', 'link', 'del', 'tagged');
    }
  });
});

test('two hundred rules are in place at once, and the last of them counts', async () => {
  const many = Array.from({ length: 199 }, (_, index) =>
    rule({ action: 'reject', fromAddress: `10.${index}.0.0/${16 + (index % 3)}`, toPort: 1_000 + index }),
  );
  await set(closed(...many, rule({ protocol: 'tcp', toPort: 8080 })));
  await expectKnocks(peer, [
    [tcp(8080), 'open'],
    [tcp(80), 'silent'],
  ]);
});

test('the same again, without the device and after somebody has flushed all rules, changes nothing', async () => {
  for (let round = 0; round < 2; round += 1) await set(closed());
  expect(await filter.isThere()).toBe(true);
  await host.run('nft', 'flush', 'ruleset');
  expect(await filter.isThere()).toBe(false);
  await set(closed(rule({ protocol: 'tcp', toPort: 22 })));
  await expectKnocks(peer, [
    [tcp(22), 'open'],
    [tcp(80), 'silent'],
  ]);
  await set(closed(), guestAddress);
  for (let round = 0; round < 2; round += 1) await filter.remove([tapName, 'tapnobody0']);
  await expectKnocks(peer, [[tcp(80), 'open']]);
  expect(await host.run('nft', 'list', 'ruleset')).not.toContain(tapName);
});
