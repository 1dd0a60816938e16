/** Storage that the cells of a compute pool share, and what may be made on it. */
import { DomainError } from '../../../proto/src/errors.ts';
import { type StorageSource, type StorageState, storageTypes } from '../../../proto/src/model-storages.ts';

export interface StoragePool extends StorageSource {
  /** A cell has begun it: whatever place has no marker file with its id is not it. */
  readonly begun: boolean;
  readonly createdAtMs: number;
}

export type StorageSettings = Pick<StorageSource, 'type' | 'host' | 'target'>;

/** Part of a storage in use, from which on administrators are warned, and nothing new is made on it. */
export const nearlyFullShare = 0.9;
export const fullShare = 0.95;

const hostName = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45})$/;

/** @throws DomainError `invalid` with reason `bad_storage_pool` naming the field, its value and what is allowed. */
export function checkStorageSettings({ type, host, target }: StorageSettings): void {
  if (!storageTypes.includes(type)) throw wrong('type', type, `one of ${storageTypes.join(', ')}`);
  if (type === 'nfs' && !hostName.test(host))
    throw wrong('host', host, 'the name or address of the NFS server');
  if (type === 'directory' && host !== '') throw wrong('host', host, 'empty for a directory');
  const isPlain = target.split('/').every((part) => part !== '.' && part !== '..');
  const isPath = target.startsWith('/') && target.length <= 1_000 && isPlain && !/[\p{Cc}]/u.test(target);
  if (!isPath) throw wrong('target', target, "an absolute path without '.' and '..'");
  if (type === 'directory' && /^\/*$/.test(target))
    throw wrong('target', target, 'the path of a directory below /');
}

function wrong(field: string, value: string, allowed: string): DomainError {
  return new DomainError('invalid', `${field} ${JSON.stringify(value.slice(0, 80))} must be ${allowed}`, {
    reason: 'bad_storage_pool',
    details: { field, allowed },
  });
}

/** 0 to 1; 0 while the size is unknown. */
export function usedShare({ totalBytes, availableBytes }: StorageSpace): number {
  return totalBytes === 0 ? 0 : (totalBytes - availableBytes) / totalBytes;
}

export type StorageSpace = Pick<StorageState, 'totalBytes' | 'availableBytes'>;

export interface StorageTrouble {
  readonly code: 'storage_unavailable' | 'storage_nearly_full';
  /** One sentence. */
  readonly message: string;
}

/** What administrators should know of a storage on one cell. Null while it is well, or is being attached. */
export function troubleOfStorage(state: StorageState): StorageTrouble | null {
  const { name, attached, error } = state;
  if (!attached) {
    if (error === '') return null;
    return { code: 'storage_unavailable', message: `The storage '${name}' is not attached: ${error}.` };
  }
  const share = usedShare(state);
  if (share < nearlyFullShare) return null;
  const percent = Math.floor(share * 100);
  return {
    code: 'storage_nearly_full',
    message: `The storage '${name}' is ${percent} % full; from ${fullShare * 100} % on no disks are made there.`,
  };
}
