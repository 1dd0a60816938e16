import { DomainError } from '../../../../proto/src/errors.ts';
import type { Stretch } from '../../domain/allocation.ts';
import type { Store } from '../ports/index.ts';
import { addressPoolSubject } from './address-pool-access.ts';
import { describeAllocations } from './describe-holder.ts';

/** @throws DomainError `conflict` with reason `addresses_allocated` naming who has addresses of it. */
export async function refuseAllocated(
  tx: Store,
  what: string,
  pool: string,
  within?: Stretch,
): Promise<void> {
  const total = await tx.addressPools.countAllocations(pool, within);
  if (total === 0) return;
  const first = await tx.addressPools.allocations(pool, within, 3);
  const holders = await describeAllocations(tx, first, total);
  throw new DomainError('conflict', `addresses of ${what} are allocated: ${holders}`, {
    reason: 'addresses_allocated',
    subject: addressPoolSubject(pool),
    details: { allocated: total },
  });
}
