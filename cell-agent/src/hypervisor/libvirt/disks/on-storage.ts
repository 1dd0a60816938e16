import { DomainError } from '../../../../../proto/src/errors.ts';

/** Does work that writes to the cell's storage. @throws DomainError `no_capacity` with reason `disk_full`. */
export async function onStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isFull(error) ? storageFull(error) : error;
  }
}

export function storageFull(cause: unknown): DomainError {
  return new DomainError('no_capacity', 'the storage of the cell is full', { reason: 'disk_full', cause });
}

function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
