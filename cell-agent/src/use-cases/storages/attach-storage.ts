import { z } from 'zod';
import { DomainError } from '../../../../proto/src/errors.ts';
import {
  type AttachStorageRequest,
  type StorageState,
  storageTypes,
} from '../../../../proto/src/model-storages.ts';
import type { Cell } from '../ports.ts';

const line = z
  .string()
  .max(1_024)
  .regex(/^[^\p{Cc}]*$/u);

/** The name becomes one of a folder and of libvirt's pool. */
const request = z.object({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,63}$/),
  id: z.uuid(),
  type: z.enum(storageTypes),
  host: line,
  target: line.startsWith('/'),
  initialize: z.boolean(),
});

/**
 * Keeps the storage attached from now on, also after restarts. What keeps it from being attached is in the reply.
 * @throws DomainError `invalid` with reason `bad_storage`; `conflict` with reason `storage_in_use` for another place
 *   under the name of one that has guests here.
 */
export async function attachStorage(
  cell: Pick<Cell, 'storages' | 'hypervisor'>,
  wanted: AttachStorageRequest,
): Promise<StorageState> {
  const issue = request.safeParse(wanted).error?.issues[0];
  if (issue !== undefined) {
    throw new DomainError('invalid', `the storage's ${issue.path.join('.')} is wrong: ${issue.message}`, {
      reason: 'bad_storage',
    });
  }
  const present = cell.storages.states().find(({ name }) => name === wanted.name);
  if (present !== undefined && present.id !== wanted.id) await requireUnused(cell, wanted.name);
  return await cell.storages.attach(wanted);
}

/** @throws DomainError `conflict` with reason `storage_in_use` while a guest of this cell is on it. */
export async function requireUnused({ hypervisor }: Pick<Cell, 'hypervisor'>, name: string): Promise<void> {
  const users = (await hypervisor.listGuests()).filter(
    ({ spec }) => spec.storage === name || spec.volumes.some(({ storage }) => storage === name),
  );
  if (users.length === 0) return;
  throw new DomainError('conflict', `storage '${name}' has ${users.length} guest(s) of this cell`, {
    reason: 'storage_in_use',
    subject: { kind: 'storage-pool', id: name },
    details: { guests: users.length },
  });
}
