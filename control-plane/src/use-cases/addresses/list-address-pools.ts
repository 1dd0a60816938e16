import type { Context } from '../context.ts';
import type { CountedAddressPool, Ports } from '../ports/index.ts';
import { requireReadRight } from './address-pool-access.ts';

/** Sorted by name. @throws DomainError `forbidden`. */
export async function listAddressPools(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
): Promise<CountedAddressPool[]> {
  requireReadRight(ctx.actor);
  return ports.store.addressPools.list();
}
