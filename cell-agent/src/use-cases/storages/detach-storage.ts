import type { Cell } from '../ports.ts';
import { requireUnused } from './attach-storage.ts';

/**
 * Lets go of a storage; its files stay. An unknown one is gone already.
 * @throws DomainError `conflict` with reason `storage_in_use` while a guest of this cell is on it.
 */
export async function detachStorage(
  cell: Pick<Cell, 'storages' | 'hypervisor'>,
  { name }: { readonly name: string },
): Promise<void> {
  await requireUnused(cell, name);
  await cell.storages.detach(name);
}
