import type { AddressRange, Allocation } from '../../domain/address-pool.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireReadRight } from './address-pool-access.ts';
import { findRange, type RangeKey } from './find-range.ts';

/** With who has its addresses, by address. @throws DomainError `forbidden`, `not_found`. */
export async function getAddressRange(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: RangeKey,
): Promise<{ range: AddressRange; allocated: Allocation[] }> {
  requireReadRight(ctx.actor);
  return ports.store.transaction(async (tx) => {
    const range = await findRange(tx, input);
    const within = { from: range.start, to: range.end };
    return { range, allocated: await tx.addressPools.allocations(range.pool, within) };
  });
}
