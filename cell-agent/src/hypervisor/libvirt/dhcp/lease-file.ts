/** dnsmasq's file of leases: a line each of expiry, Ethernet address, address, host name and client id. */
import { type DhcpEntry, plain } from './dhcp-config.ts';

/** Address by Ethernet address. */
export function parseLeases(text: string): Map<string, string> {
  const fields = text.split('\n').map((line) => line.split(' '));
  const leases = fields.filter(([expiry = '']) => /^\d+$/.test(expiry));
  return new Map(leases.map(([, mac = '', address = '']) => [mac.toLowerCase(), address]));
}

/**
 * Without the leases of interfaces that are gone or have another address: as long as such a lease holds, dnsmasq keeps
 * its address from the one who has it now.
 */
export function withoutStale(text: string, entries: readonly DhcpEntry[]): string {
  const wanted = new Map(
    entries.map(({ ethernetAddress, address }) => [ethernetAddress.toLowerCase(), plain(address)]),
  );
  const kept = text.split('\n').filter((line) => {
    const [, mac = '', address = ''] = line.split(' ');
    return wanted.get(mac.toLowerCase()) === address && address !== '';
  });
  return kept.map((line) => `${line}\n`).join('');
}
