import type { AddressPool } from '../../domain/address-pool.ts';
import { checkHostAddress } from '../../domain/address-pool-rules.ts';
import { formatIpv4 } from '../../domain/ipv4.ts';

export interface AddressPoolSettings extends Pick<AddressPool, 'provider'> {
  readonly gateway: string;
  readonly dns: readonly string[];
  /** Null: internal at a creation, unchanged at a change. */
  readonly mode: AddressPool['mode'] | null;
}

/** @throws DomainError `invalid` for what is no IPv4 address. */
export function checkAddressPoolSettings({
  gateway,
  dns,
}: AddressPoolSettings): Pick<AddressPool, 'gateway' | 'dns'> {
  return {
    gateway: checkHostAddress('gateway', gateway),
    dns: dns.map((server) => checkHostAddress('dns', server)),
  };
}

/** For the audit. */
export function describeSettings({ gateway, dns, provider, mode }: AddressPool): Record<string, unknown> {
  return { gateway: formatIpv4(gateway), dns: dns.map(formatIpv4), provider, mode };
}
