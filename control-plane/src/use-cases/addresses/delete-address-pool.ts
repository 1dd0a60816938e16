import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { refuseDesktopUse } from '../desktops/refuse-desktop-use.ts';
import type { Ports, Store } from '../ports/index.ts';
import { addressPoolSubject, findAddressPool } from './address-pool-access.ts';
import { refuseAllocated } from './refuse-allocated.ts';

/** With its ranges. @throws DomainError `forbidden`, `not_found`, `conflict` (`address_pool_in_use`) naming what uses it. */
export async function deleteAddressPool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly name: string },
): Promise<void> {
  requireRight(ctx.actor, 'address-pools.manage');
  await ports.store.transaction(async (tx) => {
    const { name } = await findAddressPool(tx, input.name);
    await refuseUsers(tx, name);
    await refuseDesktopUse(tx, addressPoolSubject(name), { network: name });
    await refuseAllocated(tx, `address pool '${name}'`, name);
    await tx.addressPools.remove(name);
    await tx.audit.append(ctx, {
      action: 'delete-address-pool',
      subject: addressPoolSubject(name),
      outcome: 'done',
    });
  });
}

async function refuseUsers(tx: Store, name: string): Promise<void> {
  const users = (await tx.pools.list()).filter(({ network }) => network === name);
  if (users.length === 0) return;
  const names = users.map((pool) => `'${pool.name}'`).join(', ');
  throw new DomainError('conflict', `address pool '${name}' is used by compute pool ${names}`, {
    reason: 'address_pool_in_use',
    subject: addressPoolSubject(name),
    details: { pools: users.map((pool) => pool.name) },
  });
}
