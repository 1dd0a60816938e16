import { DomainError } from '../../../../proto/src/errors.ts';
import type { StoragePool } from '../../domain/storage-pool.ts';
import type { Store } from '../ports/index.ts';

export function storagePoolSubject(name: string): { kind: string; id: string } {
  return { kind: 'storage-pool', id: name.slice(0, 80) };
}

/** @throws DomainError `not_found`. */
export async function findStoragePool(
  store: Pick<Store, 'storagePools'>,
  name: string,
): Promise<StoragePool> {
  const pool = await store.storagePools.get(name);
  if (pool) return pool;
  const subject = storagePoolSubject(name);
  throw new DomainError('not_found', `invalid storage pool '${subject.id}'`, {
    reason: 'storage_pool_not_found',
    subject,
  });
}

/** @throws DomainError `conflict` with reason `storage_pool_in_use` while a compute pool has it. */
export async function requireUnused(store: Pick<Store, 'pools'>, name: string): Promise<void> {
  const users = (await store.pools.list()).filter(({ storage }) => storage === name);
  if (users.length === 0) return;
  const named = users.slice(0, 8).map((pool) => `'${pool.name}'`);
  throw new DomainError('conflict', `storage pool '${name}' is used by compute pool ${named.join(', ')}`, {
    reason: 'storage_pool_in_use',
    subject: storagePoolSubject(name),
    details: { pools: users.map((pool) => pool.name) },
  });
}
