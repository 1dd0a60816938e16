import { z } from 'zod';
import type { AddressRange, Allocation } from '../../../domain/address-pool.ts';
import { capacityOf } from '../../../domain/address-pool.ts';
import { formatIpv4, netmaskOfPrefix } from '../../../domain/ipv4.ts';
import type { AddressPoolSettings } from '../../../use-cases/addresses/address-pool-settings.ts';
import type { AddressPoolView } from '../../../use-cases/addresses/get-address-pool.ts';
import type { CountedAddressPool } from '../../../use-cases/ports/index.ts';
import { listOf, oneOf, requiredText } from '../../fields.ts';

const address = requiredText(60);

/** What is left out is a pool with DHCP and without name servers. */
export const addressPoolRequest = z.object({
  gateway: address,
  dns: listOf(address, 8).nullish(),
  provider: oneOf(['dhcp', 'cloudinit']).default('dhcp'),
  mode: oneOf(['internal', 'external', 'both']).nullish(),
});

export function toAddressPoolSettings(request: z.output<typeof addressPoolRequest>): AddressPoolSettings {
  const { gateway, dns, provider, mode } = request;
  return { gateway, dns: dns ?? [], provider, mode: mode ?? null };
}

export const rangeParameters = z.object({ type: oneOf(['internal', 'external']) });

export const rangeRequest = z.object({ end: address, netmask: address });

export function addressPoolSummaryToWire(pool: CountedAddressPool) {
  const { name, gateway, dns, provider, mode, addresses, allocated } = pool;
  return {
    name,
    gateway: formatIpv4(gateway),
    dns: dns.map(formatIpv4),
    provider,
    mode,
    addresses,
    allocated,
  };
}

export function addressPoolToWire({ pool, ranges, allocated }: AddressPoolView) {
  const { name, gateway, dns, provider, mode } = pool;
  return {
    name,
    gateway: formatIpv4(gateway),
    dns: dns.map(formatIpv4),
    provider,
    mode,
    ranges: ranges.map(rangeToWire),
    allocated: allocated.map(allocationToWire),
  };
}

export function rangeToWire(range: AddressRange) {
  const { side, start, end, prefix } = range;
  return {
    start: formatIpv4(start),
    end: formatIpv4(end),
    netmask: netmaskOfPrefix(prefix),
    type: side,
    capacity: capacityOf(range),
  };
}

export function rangeStatusToWire({
  range,
  allocated,
}: {
  readonly range: AddressRange;
  readonly allocated: readonly Allocation[];
}) {
  return { ...rangeToWire(range), allocated: allocated.map(allocationToWire) };
}

function allocationToWire({ address: number, side, holder }: Allocation) {
  return { address: formatIpv4(number), instance: holder.id, type: side };
}
