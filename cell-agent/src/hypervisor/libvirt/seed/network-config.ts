/**
 * Network configuration, version 2. Null for a single interface with DHCP, which a system sets up by itself; it does so
 * with no second one. They are found by their Ethernet address and named eth0 and so on: a system that cloud-init does not configure by
 * netplan knows an interface by its name only.
 */
import type { InterfaceSpec } from '../../../../../proto/src/model.ts';
import { toYaml } from './to-yaml.ts';

export function buildNetworkConfig(interfaces: readonly InterfaceSpec[]): string | null {
  if (interfaces.length <= 1 && !interfaces.some(isStatic)) return null;
  const ethernets = interfaces.map((one, index) => [`eth${index}`, ethernet(`eth${index}`, one)]);
  return toYaml({ version: 2, ethernets: Object.fromEntries(ethernets) });
}

function isStatic({ address, assignment }: InterfaceSpec): boolean {
  return assignment === 'static' && address !== '';
}

function ethernet(name: string, one: InterfaceSpec): object {
  const { ethernetAddress, address, gateway, dns } = one;
  const match = { macaddress: ethernetAddress.toLowerCase() };
  if (!isStatic(one)) return { match, 'set-name': name, dhcp4: true };
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
