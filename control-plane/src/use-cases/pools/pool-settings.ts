import { DomainError } from '../../../../proto/src/errors.ts';
import { findAddressPool } from '../addresses/address-pool-access.ts';
import type { Store } from '../ports/index.ts';

export interface PoolSettings {
  /** Name of a storage pool; empty: each cell's own storage. */
  readonly storage: string;
  /** Name of an address pool; empty: whatever the bridge's network gives. */
  readonly network: string;
  readonly failover: boolean;
}

/** @throws DomainError `not_found` for a storage or address pool that is not there, `invalid` for failover without storage. */
export async function checkPoolSettings(
  tx: Pick<Store, 'addressPools'>,
  { storage, network, failover }: PoolSettings,
): Promise<void> {
  if (storage !== '') throw unknown('storage', storage);
  if (network !== '') await findAddressPool(tx, network);
  if (!failover) return;
  throw new DomainError('invalid', 'using shared storage to enable Failover feature', {
    reason: 'failover_needs_storage',
    details: { field: 'failover' },
  });
}

/** A cluster without storage pools knows none by any name. */
function unknown(kind: 'storage', name: string): DomainError {
  const shown = name.slice(0, 80);
  return new DomainError('not_found', `invalid ${kind} pool '${shown}'`, {
    reason: `${kind}_pool_not_found`,
    subject: { kind: `${kind}-pool`, id: shown },
  });
}
