import type { StoragePool } from '../../domain/storage-pool.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireStorageReader } from './get-storage-pool.ts';

/** Sorted by name. @throws DomainError `forbidden`. */
export async function listStoragePools(ports: Pick<Ports, 'store'>, ctx: Context): Promise<StoragePool[]> {
  requireStorageReader(ctx);
  return await ports.store.storagePools.list();
}
