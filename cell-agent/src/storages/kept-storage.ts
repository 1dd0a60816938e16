/** One storage that the cell is to have: attached, or on its way there with ever longer waits. */
import { join } from 'node:path';
import type { StorageSource, StorageState } from '../../../proto/src/model-storages.ts';
import { storageFolders, storageMarker } from '../hypervisor/port/storages.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import type { AttachedStorage, ImageCache } from '../use-cases/ports.ts';
import { checkMarker, unavailable } from './marker.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** Between two looks at a storage that is attached. */
const lookMs = 2_000;

export interface StorageParts {
  readonly hypervisor: Pick<Hypervisor, 'attachStorage' | 'detachStorage' | 'readSpace'>;
  readonly openImages: (folder: string) => Promise<ImageCache>;
  /** Tells an operator, once for each new state. */
  readonly onChange: (state: StorageState) => void;
}

export class KeptStorage {
  readonly source: StorageSource;
  readonly #parts: StorageParts;
  #root: string | null = null;
  #images: ImageCache | null = null;
  #state: StorageState;
  #waitMs = 0;
  #dueAt = 0;
  #work: Promise<void> | null = null;
  #isDropped = false;

  constructor(source: StorageSource, parts: StorageParts) {
    const { name, id } = source;
    this.source = source;
    this.#parts = parts;
    this.#state = { name, id, attached: false, error: '', totalBytes: 0, availableBytes: 0 };
  }

  get state(): StorageState {
    return this.#state;
  }

  /** @throws DomainError `cell_unreachable` with reason `storage_unavailable`. */
  require(): AttachedStorage {
    const { name, attached, error } = this.#state;
    if (!attached || this.#root === null || this.#images === null)
      throw unavailable(name, `is not attached to this cell: ${error || 'it is being attached'}`);
    return { name, disksPath: join(this.#root, storageFolders.disks), images: this.#images };
  }

  /** Looks whether it is there, or tries to attach it if that is due. Never twice at once; it does not fail. */
  keep(): Promise<void> {
    if (this.#work === null && performance.now() >= this.#dueAt) this.#start(false);
    return this.#work ?? Promise.resolve();
  }

  /** Tries it now. @param initialize whether it may begin the storage, in this one attempt. */
  async attach(initialize: boolean): Promise<void> {
    await this.#work;
    if (!this.#state.attached && this.#work === null) this.#start(initialize);
    await this.#work;
  }

  #start(initialize: boolean): void {
    this.#work = this.#look(initialize).finally(() => {
      this.#work = null;
    });
  }

  async drop(): Promise<void> {
    this.#isDropped = true;
    await this.#work;
    await this.#parts.hypervisor.detachStorage(this.source.name);
  }

  async #look(initialize: boolean): Promise<void> {
    const { name } = this.source;
    try {
      if (this.#root === null) this.#root = await this.#attach(initialize);
      const space = await this.#parts.hypervisor.readSpace(name, join(this.#root, storageMarker));
      this.#waitMs = 0;
      this.#dueAt = performance.now() + lookMs;
      this.#change({ ...this.#state, ...space, attached: true, error: '' });
    } catch (error) {
      this.#root = null;
      this.#waitMs = Math.min(longestWaitMs, Math.max(firstWaitMs, 2 * this.#waitMs));
      this.#dueAt = performance.now() + this.#waitMs;
      this.#change({ ...this.#state, attached: false, error: sentenceOf(error) });
    }
  }

  async #attach(initialize: boolean): Promise<string> {
    const { root } = await this.#parts.hypervisor.attachStorage(this.source);
    try {
      await checkMarker(root, this.source, initialize);
      this.#images = await this.#parts.openImages(join(root, storageFolders.images));
    } catch (error) {
      await this.#parts.hypervisor.detachStorage(this.source.name).catch(() => undefined);
      throw error;
    }
    return root;
  }

  #change(state: StorageState): void {
    if (this.#isDropped) return;
    const { attached, error } = this.#state;
    this.#state = state;
    if (attached !== state.attached || error !== state.error) this.#parts.onChange(state);
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
