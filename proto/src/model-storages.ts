/** Storage that several cells share. Sizes are bytes. */
export const storageTypes = ['nfs', 'directory'] as const;

export type StorageType = (typeof storageTypes)[number];

export interface StorageSource {
  readonly name: string;
  /** UUID, another one for another place. It is in the storage's marker file, by which cells know that they see the same. */
  readonly id: string;
  readonly type: StorageType;
  /** Of `nfs`. */
  readonly host: string;
  /** Absolute path: the export, or the directory on every cell. */
  readonly target: string;
}

export interface AttachStorageRequest extends StorageSource {
  /** Writes the marker file; else one with the id must be there. */
  readonly initialize: boolean;
}

/** A storage as one cell sees it. */
export interface StorageState {
  readonly name: string;
  readonly id: string;
  readonly attached: boolean;
  /** One sentence; empty while it is attached. */
  readonly error: string;
  /** Zero while unknown. */
  readonly totalBytes: number;
  readonly availableBytes: number;
}
