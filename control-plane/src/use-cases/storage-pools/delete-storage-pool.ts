import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { refuseDesktopUse } from '../desktops/refuse-desktop-use.ts';
import type { Ports, Store } from '../ports/index.ts';
import { findStoragePool, requireUnused, storagePoolSubject } from './find-storage-pool.ts';

/** Its files stay. @throws DomainError `not_found`, `conflict` with reason `storage_pool_in_use`. */
export async function deleteStoragePool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly pool: string },
): Promise<void> {
  requireRight(ctx.actor, 'storage-pools.manage');
  await ports.store.transaction(async (tx) => {
    const { name } = await findStoragePool(tx, input.pool);
    await requireUnused(tx, name);
    await refuseDesktopUse(tx, storagePoolSubject(name), { volumeType: name });
    await refuseVolumesOn(tx, name);
    await tx.storagePools.remove(name);
    await tx.audit.append(ctx, {
      action: 'delete-storage-pool',
      subject: storagePoolSubject(name),
      outcome: 'done',
    });
  });
}

/** What they hold would not be reached any more. */
async function refuseVolumesOn(tx: Store, name: string): Promise<void> {
  const volumes = await tx.volumes.countOnStorage(name);
  if (volumes === 0) return;
  throw new DomainError('conflict', `storage pool '${name}' has ${volumes} volume(s)`, {
    reason: 'storage_pool_in_use',
    subject: storagePoolSubject(name),
    details: { volumes },
  });
}
