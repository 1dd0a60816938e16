import { DomainError } from '../../../../proto/src/errors.ts';
import { findAddressPool } from '../addresses/address-pool-access.ts';
import type { Store } from '../ports/index.ts';
import { findStoragePool } from '../storage-pools/find-storage-pool.ts';

export interface PoolSettings {
  /** Name of a storage pool; empty: each cell's own storage. */
  readonly storage: string;
  /** Name of an address pool; empty: whatever the bridge's network gives. */
  readonly network: string;
  readonly failover: boolean;
}

/** @throws DomainError `not_found` for a storage or address pool that is not there, `invalid` for failover without storage. */
export async function checkPoolSettings(
  tx: Pick<Store, 'addressPools' | 'storagePools'>,
  { storage, network, failover }: PoolSettings,
): Promise<void> {
  if (storage !== '') await findStoragePool(tx, storage);
  if (network !== '') await findAddressPool(tx, network);
  if (!failover || storage !== '') return;
  throw new DomainError('invalid', 'using shared storage to enable Failover feature', {
    reason: 'failover_needs_storage',
    details: { field: 'failover' },
  });
}
