import { checkPoolName } from '../../domain/names.ts';
import { requireRight } from '../../domain/rights.ts';
import { checkStorageSettings, type StorageSettings } from '../../domain/storage-pool.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { storagePoolSubject } from './find-storage-pool.ts';

/** Cells attach it when a compute pool has it. @throws DomainError `already_exists`, `invalid`. */
export async function createStoragePool(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: StorageSettings & { readonly name: string },
): Promise<void> {
  requireRight(ctx.actor, 'storage-pools.manage');
  const { name, type, host, target } = input;
  checkPoolName(name);
  checkStorageSettings(input);
  const id = ports.ids.uuid();
  await ports.store.transaction(async (tx) => {
    await tx.storagePools.insert({ name, id, type, host, target, begun: false, createdAtMs: ctx.nowMs });
    await tx.audit.append(ctx, {
      action: 'create-storage-pool',
      subject: storagePoolSubject(name),
      outcome: 'done',
      details: { type, host, target },
    });
  });
}
