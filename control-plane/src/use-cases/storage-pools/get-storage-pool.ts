import { may, requireRight } from '../../domain/rights.ts';
import type { StoragePool } from '../../domain/storage-pool.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findStoragePool } from './find-storage-pool.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getStoragePool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly pool: string },
): Promise<StoragePool> {
  requireStorageReader(ctx);
  return await findStoragePool(ports.store, input.pool);
}

/** Who manages compute pools chooses among them. @throws DomainError `forbidden` with reason `missing_right`. */
export function requireStorageReader({ actor }: Context): void {
  if (!may(actor, 'pools.manage')) requireRight(actor, 'storage-pools.manage');
}
