import type { StorageSource } from '../../../../proto/src/model-storages.ts';

export interface StorageSpace {
  readonly totalBytes: number;
  readonly availableBytes: number;
}

/** Storage that other cells see too. Guests name it in their spec; its files lie in the folder `cellar` of its root. */
export interface StorageHypervisor {
  /**
   * Returns the path of its root when it can be read and written here. One that is attached stays so.
   * @throws DomainError `cell_unreachable` with reason `storage_unavailable` and a message that says why.
   */
  attachStorage(storage: StorageSource): Promise<{ readonly root: string }>;
  /** Lets go of it; its files stay. An absent one is detached already. */
  detachStorage(name: string): Promise<void>;
  /**
   * @param file one on the storage, which must be there.
   * @throws DomainError `cell_unreachable` with reason `storage_unavailable` if it is not, or if nobody answers.
   */
  readSpace(name: string, file: string): Promise<StorageSpace>;
  /**
   * Where disks are made from now on that are on no shared storage. The folder is made if need be.
   * @throws DomainError `conflict` with reason `storage_in_use` while a guest has files in the present one;
   *   `invalid` with reason `bad_storage_path`.
   */
  setStoragePath(path: string): Promise<void>;
}

/** Where Cellar keeps its files on a shared storage; the layout is the same on every cell. */
export const storageFolders = { disks: 'cellar/disks', images: 'cellar/images' } as const;
export const storageMarker = 'cellar/storage.json';
