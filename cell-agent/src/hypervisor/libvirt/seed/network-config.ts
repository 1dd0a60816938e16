/** Network configuration, version 2, for interfaces whose address was promised; null when all use DHCP. */
import { stringify } from 'yaml';
import type { InterfaceSpec } from '../../../../../proto/src/model.ts';

export function buildNetworkConfig(interfaces: readonly InterfaceSpec[]): string | null {
  if (interfaces.every(({ address }) => address === '')) return null;
  const ethernets = interfaces.map((one, index) => [`nic${index}`, ethernet(one)]);
  return stringify({ version: 2, ethernets: Object.fromEntries(ethernets) });
}

function ethernet({ ethernetAddress, address, gateway, dns }: InterfaceSpec): object {
  const match = { macaddress: ethernetAddress.toLowerCase() };
  if (address === '') return { match, dhcp4: true };
  return {
    match,
    dhcp4: false,
    addresses: [address],
    ...(gateway === ''
      ? {}
      : { routes: [{ to: gateway.includes(':') ? '::/0' : '0.0.0.0/0', via: gateway }] }),
    ...(dns.length === 0 ? {} : { nameservers: { addresses: dns } }),
  };
}
