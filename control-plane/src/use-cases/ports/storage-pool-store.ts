import type { StorageSource } from '../../../../proto/src/model-storages.ts';
import type { StoragePool } from '../../domain/storage-pool.ts';

export interface StoragePoolStore {
  /** @throws DomainError `already_exists`. */
  insert(pool: StoragePool): Promise<void>;
  get(name: string): Promise<StoragePool | undefined>;
  /** Sorted by name. */
  list(): Promise<StoragePool[]>;
  /** Makes it another place, which no cell has begun. */
  update(name: string, place: Omit<StorageSource, 'name'>): Promise<void>;
  /** @param id of the place; one that it is no longer is left alone. */
  setBegun(id: string): Promise<void>;
  remove(name: string): Promise<void>;
}
