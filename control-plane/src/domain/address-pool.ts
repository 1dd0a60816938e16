/** Addresses that guests of a compute pool are given. Addresses are numbers: see `ipv4.ts`. */
import type { NetworkSide } from '../../../proto/src/model.ts';

/** How a guest learns its address: from the DHCP of its cell, or written into it by cloud-init. */
export type AddressProvider = 'dhcp' | 'cloudinit';
/** Which interfaces a guest has. */
export type AddressPoolMode = 'internal' | 'external' | 'both';

export interface AddressPool {
  readonly name: string;
  readonly gateway: number;
  readonly dns: readonly number[];
  readonly provider: AddressProvider;
  readonly mode: AddressPoolMode;
  readonly createdAtMs: number;
}

/** From `start` to `end`, both included; known by pool, side and start. Ranges of one pool never overlap. */
export interface AddressRange {
  readonly pool: string;
  readonly side: NetworkSide;
  readonly start: number;
  readonly end: number;
  readonly prefix: number;
  /** Where the search for a free address goes on; beyond `end` if there is none. */
  readonly next: number;
}

/** Who has an address, e.g. the guest with an id. */
export interface AddressHolder {
  readonly kind: 'guest' | 'floating-ip';
  readonly id: string;
}

export interface Allocation {
  readonly pool: string;
  readonly side: NetworkSide;
  readonly address: number;
  readonly holder: AddressHolder;
}

/** All its addresses, also those that are never given out. */
export function capacityOf({ start, end }: Pick<AddressRange, 'start' | 'end'>): number {
  return end - start + 1;
}
