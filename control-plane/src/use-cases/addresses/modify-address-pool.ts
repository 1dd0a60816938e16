import { DomainError } from '../../../../proto/src/errors.ts';
import type { AddressPool } from '../../domain/address-pool.ts';
import { formatIpv4 } from '../../domain/ipv4.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';
import { addressPoolSubject, findAddressPool } from './address-pool-access.ts';
import {
  type AddressPoolSettings,
  checkAddressPoolSettings,
  describeSettings,
} from './address-pool-settings.ts';
import { describeHolder } from './describe-holder.ts';

/**
 * Replaces the settings for guests to come: a guest keeps the interfaces, gateway and name servers that it was created
 * with. @throws DomainError `forbidden`, `not_found`, `invalid`, `conflict` (`no_change`, `address_in_use`).
 */
export async function modifyAddressPool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: AddressPoolSettings & { readonly name: string },
): Promise<void> {
  requireRight(ctx.actor, 'address-pools.manage');
  await ports.store.transaction(async (tx) => {
    const old = await findAddressPool(tx, input.name);
    const subject = addressPoolSubject(old.name);
    const { provider, mode } = input;
    const pool: AddressPool = {
      ...old,
      ...checkAddressPoolSettings(input),
      provider,
      mode: mode ?? old.mode,
    };
    if (JSON.stringify(pool) === JSON.stringify(old)) {
      throw new DomainError('conflict', `no need to change address pool '${old.name}'`, {
        reason: 'no_change',
        subject,
      });
    }
    if (pool.gateway !== old.gateway) await moveGateway(tx, pool);
    await tx.addressPools.update(old.name, pool);
    await tx.audit.append(ctx, {
      action: 'modify-address-pool',
      subject,
      outcome: 'done',
      details: describeSettings(pool),
    });
  });
}

/** The address of the old gateway is free from now on, also in a range where nothing was. */
async function moveGateway(tx: Store, { name, gateway }: AddressPool): Promise<void> {
  const taken = await tx.addressPools.findAllocation(name, gateway);
  if (taken !== undefined) {
    const holder = await describeHolder(tx, taken.holder);
    throw new DomainError('conflict', `gateway ${formatIpv4(gateway)} is the address of ${holder}`, {
      reason: 'address_in_use',
      subject: addressPoolSubject(name),
      details: { field: 'gateway' },
    });
  }
  for (const range of await tx.addressPools.ranges(name)) await tx.addressPools.setNext(range, range.start);
}
