/** IPv4 subnets as numbers. */
import ipaddr from 'ipaddr.js';

export interface Subnet {
  /** First address. */
  readonly network: number;
  readonly prefix: number;
}

/** Of `10.20.0.0/24`; an address in it stands for its subnet. */
export function parseSubnet(cidr: string): Subnet {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const number = toNumber(address.octets);
  return { network: number - (number % sizeOf({ prefix })), prefix };
}

export function overlap(one: Subnet, other: Subnet): boolean {
  return one.network < other.network + sizeOf(other) && other.network < one.network + sizeOf(one);
}

/** The address `offset` above the first one, or that far below the end when it is negative. */
export function addressIn(subnet: Subnet, offset: number): string {
  const number = subnet.network + (offset < 0 ? sizeOf(subnet) + offset : offset);
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

function sizeOf({ prefix }: { readonly prefix: number }): number {
  return 2 ** (32 - prefix);
}

function toNumber(octets: readonly number[]): number {
  return octets.reduce((number, octet) => number * 256 + octet, 0);
}
