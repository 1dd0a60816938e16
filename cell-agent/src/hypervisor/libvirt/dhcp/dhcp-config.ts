/** The configuration of the dnsmasq that answers the guests on one bridge, and nobody else. */

import type { HostBridge } from '../network/host-tools.ts';
import { addressIn, overlap, parseSubnet } from '../network/subnet.ts';

const LEASE = '12h';

/** What a guest's interface is answered. */
export interface DhcpEntry {
  readonly ethernetAddress: string;
  /** With prefix length. */
  readonly address: string;
  /** Empty: none. */
  readonly gateway: string;
  readonly dns: readonly string[];
}

export interface DhcpFiles {
  readonly leases: string;
  readonly pid: string;
}

/**
 * Only hosts that are named are known, others are ignored: also a wrong request of theirs is not denied, as their own
 * server may be another one on the same network. Equal settings give equal text.
 */
export function buildDhcpConfig(bridge: HostBridge, entries: readonly DhcpEntry[], files: DhcpFiles): string {
  const sorted = entries.toSorted((one, other) => (one.ethernetAddress < other.ethernetAddress ? -1 : 1));
  const subnets = new Map(sorted.map(({ address }) => [networkOf(address), parseSubnet(address)]));
  const settings = [...new Set(sorted.map(settingsOf))];
  return [
    '# Written by the cell agent, which puts it back when it is changed.',
    describeBridge(bridge),
    'port=0',
    `interface=${bridge.name}`,
    'except-interface=lo',
    'bind-interfaces',
    'no-ping',
    'dhcp-authoritative',
    'dhcp-no-override',
    'dhcp-ignore-clid',
    'dhcp-ignore=tag:!known',
    `dhcp-lease-max=${Math.max(1_000, 2 * entries.length)}`,
    `dhcp-leasefile=${files.leases}`,
    `pid-file=${files.pid}`,
    ...[...subnets.values()].flatMap((subnet) => {
      const network = addressIn(subnet, 0);
      const own = bridge.addresses.some((address) => overlap(parseSubnet(address), subnet));
      const range = `dhcp-range=${network},static,${maskOf(subnet.prefix)},${addressIn(subnet, -1)},${LEASE}`;
      // Where the bridge itself is in another network.
      return own ? [range] : [range, `shared-network=${bridge.name},${network}`];
    }),
    ...settings.flatMap((text, index) => optionsOf(`s${index}`, text)),
    ...sorted.map(
      (entry) =>
        `dhcp-host=${entry.ethernetAddress.toLowerCase()},set:s${settings.indexOf(settingsOf(entry))},${plain(entry.address)},${LEASE}`,
    ),
    '',
  ].join('\n');
}

/** A line that is another one when the bridge was made anew. */
export function describeBridge({ name, index }: HostBridge): string {
  return `# ${name} is interface ${index}.`;
}

/** Without its prefix length. */
export function plain(address: string): string {
  return address.split('/')[0] ?? '';
}

function settingsOf({ gateway, dns }: DhcpEntry): string {
  return JSON.stringify([gateway, ...dns]);
}

/** An option without a value is not sent, where dnsmasq would send an address of its own. */
function optionsOf(tag: string, text: string): string[] {
  const [gateway = '', ...dns] = JSON.parse(text) as string[];
  const option = (name: string, values: readonly string[]) =>
    ['dhcp-option=tag:', tag, ',option:', name, ...values.map((value) => `,${value}`)].join('');
  return [option('router', gateway === '' ? [] : [gateway]), option('dns-server', dns)];
}

function networkOf(address: string): string {
  const subnet = parseSubnet(address);
  return `${addressIn(subnet, 0)}/${subnet.prefix}`;
}

function maskOf(prefix: number): string {
  return addressIn({ network: 2 ** 32 - 2 ** (32 - prefix), prefix: 32 }, 0);
}
