import type { AddressPool } from '../../domain/address-pool.ts';
import { checkAddressPoolName } from '../../domain/address-pool-rules.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { addressPoolSubject } from './address-pool-access.ts';
import {
  type AddressPoolSettings,
  checkAddressPoolSettings,
  describeSettings,
} from './address-pool-settings.ts';

/** A pool without ranges. @throws DomainError `forbidden`, `invalid`, `already_exists`. */
export async function createAddressPool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: AddressPoolSettings & { readonly name: string },
): Promise<void> {
  requireRight(ctx.actor, 'address-pools.manage');
  const { name, provider, mode } = input;
  checkAddressPoolName(name);
  const addresses = checkAddressPoolSettings(input);
  const times = { createdAtMs: ctx.nowMs };
  const pool: AddressPool = { name, ...addresses, provider, mode: mode ?? 'internal', ...times };
  await ports.store.transaction(async (tx) => {
    await tx.addressPools.insert(pool);
    await tx.audit.append(ctx, {
      action: 'create-address-pool',
      subject: addressPoolSubject(name),
      outcome: 'done',
      details: describeSettings(pool),
    });
  });
}
