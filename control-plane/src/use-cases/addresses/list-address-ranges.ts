import type { NetworkSide } from '../../../../proto/src/model.ts';
import type { AddressRange } from '../../domain/address-pool.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findAddressPool, requireReadRight } from './address-pool-access.ts';
import { byStart } from './find-range.ts';

/** Of one side, sorted by start. @throws DomainError `forbidden`, `not_found`. */
export async function listAddressRanges(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly pool: string; readonly side: NetworkSide },
): Promise<AddressRange[]> {
  requireReadRight(ctx.actor);
  const { name } = await findAddressPool(ports.store, input.pool);
  const ranges = await ports.store.addressPools.ranges(name);
  return ranges.filter(({ side }) => side === input.side).toSorted(byStart);
}
