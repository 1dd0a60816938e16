import { element, elements, find, formatXml, parseXml, type XmlElement } from '../domain-xml/element.ts';
import type { PoolNetwork } from './pool-network.ts';
import { addressIn, parseSubnet, type Subnet } from './subnet.ts';

const DNSMASQ_NAMESPACE = 'http://libvirt.org/schemas/network/dnsmasq/1.0';

export interface NatNetwork {
  readonly name: string;
  /** Of the network that it replaces. */
  readonly uuid?: string | undefined;
  readonly bridge: string;
  readonly subnet: Subnet;
}

/** Guests of it reach the world by the host's address; DHCP and DNS are libvirt's dnsmasq. */
export function buildNetworkXml({ name, uuid, bridge, subnet }: NatNetwork): string {
  const range = { start: addressIn(subnet, 2), end: addressIn(subnet, -2) };
  const root = element(
    'network',
    { 'xmlns:dnsmasq': DNSMASQ_NAMESPACE },
    element('name', {}, name),
    uuid === undefined ? null : element('uuid', {}, uuid),
    element('forward', { mode: 'nat' }),
    // No spanning tree and no ping before a lease: a guest has its address at once.
    element('bridge', { name: bridge, stp: 'off', delay: 0 }),
    element('dns', { enable: 'yes' }),
    element(
      'ip',
      { address: addressIn(subnet, 1), prefix: subnet.prefix },
      element('dhcp', {}, element('range', range)),
    ),
    element('dnsmasq:options', {}, element('dnsmasq:option', { value: 'no-ping' })),
  );
  return formatXml(root);
}

/** As `buildNetworkXml`, but DHCP is somebody else's and name servers are the pool's. */
export function buildPoolNetworkXml({ name, bridge, subnet, gateway }: PoolNetwork): string {
  const root = element(
    'network',
    {},
    element('name', {}, name),
    element('forward', { mode: 'nat' }),
    element('bridge', { name: bridge, stp: 'off', delay: 0 }),
    element('dns', { enable: 'no' }),
    element('ip', { address: gateway, prefix: subnet.prefix }),
  );
  return formatXml(root);
}

/** How many interfaces of running guests are plugged into it. */
export function countConnections(xml: string): number {
  return Number(parseXml(xml).attributes.connections ?? 0);
}

/** The IPv4 subnets of a network of libvirt's, with the name of its bridge. */
export function parseNetworkXml(xml: string): { bridge: string; subnets: Subnet[] } {
  const network = parseXml(xml);
  const subnets = elements(network, 'ip').filter(isIpv4).map(subnetOf);
  return { bridge: find(network, 'bridge')?.attributes.name ?? '', subnets };
}

function isIpv4({ attributes }: XmlElement): boolean {
  return (attributes.family ?? 'ipv4') === 'ipv4' && attributes.address !== undefined;
}

function subnetOf({ attributes }: XmlElement): Subnet {
  const { address = '', prefix, netmask } = attributes;
  const bits = (octet: string) => Number(octet).toString(2).replaceAll('0', '').length;
  const ones = netmask?.split('.').reduce((sum, octet) => sum + bits(octet), 0);
  return parseSubnet(`${address}/${prefix ?? ones ?? 24}`);
}
