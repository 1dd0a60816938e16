import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import { checkStorageSettings, type StorageSettings } from '../../domain/storage-pool.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findStoragePool, requireUnused, storagePoolSubject } from './find-storage-pool.ts';

/**
 * Makes the storage pool another place; what is in the present one stays there.
 * @throws DomainError `not_found`, `invalid`, `conflict` (`no_change`, `storage_pool_in_use`).
 */
export async function modifyStoragePool(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: StorageSettings & { readonly pool: string },
): Promise<void> {
  requireRight(ctx.actor, 'storage-pools.manage');
  const { type, host, target } = input;
  const id = ports.ids.uuid();
  await ports.store.transaction(async (tx) => {
    const pool = await findStoragePool(tx, input.pool);
    const subject = storagePoolSubject(pool.name);
    checkStorageSettings(input);
    if (pool.type === type && pool.host === host && pool.target === target) {
      throw new DomainError('conflict', `no need to change storage pool '${pool.name}'`, {
        reason: 'no_change',
        subject,
      });
    }
    await requireUnused(tx, pool.name);
    await tx.storagePools.update(pool.name, { id, type, host, target });
    await tx.audit.append(ctx, {
      action: 'modify-storage-pool',
      subject,
      outcome: 'done',
      details: { type, host, target },
    });
  });
}
