import { describeRange } from '../../domain/address-pool-rules.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { addressPoolSubject } from './address-pool-access.ts';
import { findRange, type RangeKey } from './find-range.ts';
import { refuseAllocated } from './refuse-allocated.ts';

/** @throws DomainError `forbidden`, `not_found`, `conflict` (`addresses_allocated`) naming who has one of it. */
export async function removeAddressRange(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: RangeKey,
): Promise<void> {
  requireRight(ctx.actor, 'address-pools.manage');
  await ports.store.transaction(async (tx) => {
    const range = await findRange(tx, input);
    const within = { from: range.start, to: range.end };
    await refuseAllocated(tx, `range ${describeRange(range)}`, range.pool, within);
    await tx.addressPools.removeRange(range);
    await tx.audit.append(ctx, {
      action: 'remove-address-range',
      subject: addressPoolSubject(range.pool),
      outcome: 'done',
      details: { range: describeRange(range) },
    });
  });
}
