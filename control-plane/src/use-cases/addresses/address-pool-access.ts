/** Address pools are managed with a right of their own; who manages compute pools reads them, to choose one. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { AddressPool } from '../../domain/address-pool.ts';
import { may, requireRight } from '../../domain/rights.ts';
import type { Store } from '../ports/index.ts';

/** @throws DomainError `forbidden`. */
export function requireReadRight(actor: Actor): void {
  if (!may(actor, 'pools.manage')) requireRight(actor, 'address-pools.manage');
}

export function addressPoolSubject(name: string): { kind: string; id: string } {
  return { kind: 'address-pool', id: name.slice(0, 80) };
}

/** @throws DomainError `not_found` with reason `address_pool_not_found`. */
export async function findAddressPool(
  store: Pick<Store, 'addressPools'>,
  name: string,
): Promise<AddressPool> {
  const pool = await store.addressPools.get(name);
  if (pool) return pool;
  const subject = addressPoolSubject(name);
  throw new DomainError('not_found', `invalid address pool '${subject.id}'`, {
    reason: 'address_pool_not_found',
    subject,
  });
}
