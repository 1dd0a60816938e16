import type { AddressPool, AddressRange, Allocation } from '../../domain/address-pool.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findAddressPool, requireReadRight } from './address-pool-access.ts';
import { byStart } from './find-range.ts';

export interface AddressPoolView {
  readonly pool: AddressPool;
  /** By side, then start. */
  readonly ranges: readonly AddressRange[];
  /** By address. */
  readonly allocated: readonly Allocation[];
}

/** @throws DomainError `forbidden`, `not_found`. */
export async function getAddressPool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly name: string },
): Promise<AddressPoolView> {
  requireReadRight(ctx.actor);
  return ports.store.transaction(async (tx) => {
    const pool = await findAddressPool(tx, input.name);
    const ranges = (await tx.addressPools.ranges(pool.name)).toSorted(byStart);
    return { pool, ranges, allocated: await tx.addressPools.allocations(pool.name) };
  });
}
