/** Which addresses of a range may be given out, in which order, and what a guest's interface gets with one. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { InterfaceSpec, NetworkSide } from '../../../proto/src/model.ts';
import type { AddressPool, AddressPoolMode, AddressRange } from './address-pool.ts';
import { formatIpv4, networkOf } from './ipv4.ts';

/** Addresses from the first to the last, both included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const sidesOfMode: Record<AddressPoolMode, readonly NetworkSide[]> = {
  internal: ['internal'],
  external: ['external'],
  both: ['internal', 'external'],
};

/** The interfaces of a guest. With the mode `both` the external one needs a range to have an address from. */
export function sidesOf(pool: Pick<AddressPool, 'mode'>, ranges: readonly AddressRange[]): NetworkSide[] {
  const hasExternal = ranges.some(({ side }) => side === 'external');
  return sidesOfMode[pool.mode].filter((side) => pool.mode !== 'both' || side === 'internal' || hasExternal);
}

/**
 * What of the range may be given out, in the order of the search: from `next` to its end, then from its start. An
 * address that was freed is so the last to be given again. The gateway and the first and last address of the network
 * are never among them.
 */
export function searchOrder(range: AddressRange, gateway: number): Stretch[] {
  const { start, end, next } = range;
  if (next > end) return [];
  const never = neverGiven(range, gateway);
  return [...without({ from: next, to: end }, never), ...without({ from: start, to: next - 1 }, never)];
}

/** Null: it may be given out if it is free. */
export function whyNever(range: AddressRange, gateway: number, address: number): string | null {
  const { first, last } = networkOf(range.start, range.prefix);
  if (address === gateway) return 'it is the gateway';
  if (address === first) return 'it is the address of the network';
  return address === last ? 'it is the broadcast address' : null;
}

/** Where the search goes on when the address has been given out. */
export function nextAfter({ start, end }: AddressRange, address: number): number {
  return address === end ? start : address + 1;
}

/** The gateway goes to the interface that reaches it; so of two interfaces one has the default route. */
export function assignedInterface(
  pool: AddressPool,
  range: AddressRange,
  address: number,
  byCloudInit: boolean,
): Omit<InterfaceSpec, 'ethernetAddress'> {
  const { first, last } = networkOf(range.start, range.prefix);
  const reachesGateway = pool.gateway >= first && pool.gateway <= last;
  return {
    network: range.side,
    address: `${formatIpv4(address)}/${range.prefix}`,
    gateway: reachesGateway ? formatIpv4(pool.gateway) : '',
    dns: pool.dns.map(formatIpv4),
    assignment: pool.provider === 'cloudinit' && byCloudInit ? 'static' : 'dhcp',
  };
}

export function poolIsFull(pool: string, side: NetworkSide): DomainError {
  const kind = side === 'external' ? 'external address' : 'address';
  return new DomainError('no_capacity', `no ${kind} available in address pool '${pool}'`, {
    reason: 'address_pool_full',
    subject: { kind: 'address-pool', id: pool },
    details: { side },
  });
}

function neverGiven(range: AddressRange, gateway: number): number[] {
  const { first, last } = networkOf(range.start, range.prefix);
  return [first, gateway, last].toSorted((one, other) => one - other);
}

function without(stretch: Stretch, never: readonly number[]): Stretch[] {
  const parts: Stretch[] = [];
  let { from } = stretch;
  for (const address of never) {
    if (address < from || address > stretch.to) continue;
    if (address > from) parts.push({ from, to: address - 1 });
    from = address + 1;
  }
  return from > stretch.to ? parts : [...parts, { from, to: stretch.to }];
}
