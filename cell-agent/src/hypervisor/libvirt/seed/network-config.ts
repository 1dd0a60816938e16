/**
 * Network configuration, version 2, for interfaces whose address was promised; null when all use DHCP.
 * They are found by their Ethernet address and named eth0 and so on: a system that cloud-init does not configure by
 * netplan knows an interface by its name only.
 */
import type { InterfaceSpec } from '../../../../../proto/src/model.ts';
import { toYaml } from './to-yaml.ts';

export function buildNetworkConfig(interfaces: readonly InterfaceSpec[]): string | null {
  if (interfaces.every(({ address }) => address === '')) return null;
  const ethernets = interfaces.map((one, index) => [`eth${index}`, ethernet(`eth${index}`, one)]);
  return toYaml({ version: 2, ethernets: Object.fromEntries(ethernets) });
}

function ethernet(name: string, { ethernetAddress, address, gateway, dns }: InterfaceSpec): object {
  const match = { macaddress: ethernetAddress.toLowerCase() };
  if (address === '') return { match, 'set-name': name, dhcp4: true };
  return {
    match,
    'set-name': name,
    dhcp4: false,
    addresses: [address],
    ...(gateway === ''
      ? {}
      : { routes: [{ to: gateway.includes(':') ? '::/0' : '0.0.0.0/0', via: gateway }] }),
    ...(dns.length === 0 ? {} : { nameservers: { addresses: dns } }),
  };
}
