import { DomainError } from '../../../../proto/src/errors.ts';
import type { NetworkSide } from '../../../../proto/src/model.ts';
import type { AddressRange } from '../../domain/address-pool.ts';
import { parseIpv4 } from '../../domain/ipv4.ts';
import type { Store } from '../ports/index.ts';
import { addressPoolSubject, findAddressPool } from './address-pool-access.ts';

/** Names a range. */
export interface RangeKey {
  readonly pool: string;
  readonly side: NetworkSide;
  readonly start: string;
}

/** @throws DomainError `not_found` (`address_pool_not_found`, `address_range_not_found`). */
export async function findRange(tx: Store, { pool, side, start }: RangeKey): Promise<AddressRange> {
  const { name } = await findAddressPool(tx, pool);
  const first = parseIpv4(start);
  const range = (await tx.addressPools.ranges(name)).find(
    (candidate) => candidate.side === side && candidate.start === first,
  );
  if (range) return range;
  throw new DomainError(
    'not_found',
    `invalid ${side} range '${start.slice(0, 40)}' of address pool '${name}'`,
    { reason: 'address_range_not_found', subject: addressPoolSubject(name) },
  );
}

export function byStart(one: AddressRange, other: AddressRange): number {
  if (one.side !== other.side) return one.side === 'internal' ? -1 : 1;
  return one.start - other.start;
}
