import { z } from 'zod';
import { storageTypes } from '../../../../../proto/src/model-storages.ts';
import type { StoragePool, StorageSettings } from '../../../domain/storage-pool.ts';
import { oneOf, text } from '../../fields.ts';

export const storagePoolRequest = z.object({
  type: oneOf(storageTypes).default('nfs'),
  host: text(253).default(''),
  target: text(1_000).default(''),
}) satisfies z.ZodType<StorageSettings>;

export function storagePoolToWire({ type, host, target }: StoragePool) {
  return { type, host, target };
}

export function namedStoragePoolToWire(pool: StoragePool) {
  return { name: pool.name, ...storagePoolToWire(pool) };
}
