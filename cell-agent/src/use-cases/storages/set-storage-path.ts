import { isAbsolute, normalize } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellDescription } from '../../../../proto/src/model.ts';
import { describeCell } from '../cell/describe-cell.ts';
import type { Cell } from '../ports.ts';

/**
 * Has the cell keep its own disks elsewhere from now on. Returns the cell as it is then.
 * @throws DomainError `invalid` with reason `bad_storage_path`; `conflict` with reason `storage_in_use` while a guest
 *   has its disks in the present place.
 */
export async function setStoragePath(
  cell: Pick<Cell, 'facts' | 'hypervisor' | 'storages'>,
  { path }: { readonly path: string },
): Promise<CellDescription> {
  const plain = normalize(path).replace(/(.)\/$/, '$1');
  if (!isAbsolute(path) || plain === '/' || /[\p{Cc}]/u.test(path)) {
    throw new DomainError('invalid', 'the storage path must be an absolute path of a folder', {
      reason: 'bad_storage_path',
    });
  }
  const present = await describeCell(cell);
  if (present.storagePaths.includes(plain)) return present;
  await cell.hypervisor.setStoragePath(plain);
  return await describeCell(cell);
}
