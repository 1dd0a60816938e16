import {
  describeRange,
  makeRange,
  type RangeRequest,
  refuseOverlap,
} from '../../domain/address-pool-rules.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { addressPoolSubject, findAddressPool } from './address-pool-access.ts';

/** @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists` (`range_overlaps`). */
export async function addAddressRange(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: RangeRequest,
): Promise<void> {
  requireRight(ctx.actor, 'address-pools.manage');
  await ports.store.transaction(async (tx) => {
    const { name } = await findAddressPool(tx, input.pool);
    const range = makeRange({ ...input, pool: name });
    refuseOverlap(range, await tx.addressPools.ranges(name));
    await tx.addressPools.insertRange(range);
    await tx.audit.append(ctx, {
      action: 'add-address-range',
      subject: addressPoolSubject(name),
      outcome: 'done',
      details: { range: describeRange(range), netmask: input.netmask },
    });
  });
}
