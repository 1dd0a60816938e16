/** The storages that this cell is to have. They are looked at on a beat, and attached again when they are gone. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { AttachStorageRequest, StorageSource, StorageState } from '../../../proto/src/model-storages.ts';
import { every } from '../every.ts';
import type { Logger } from '../observe/logger.ts';
import { KeyedLock } from '../use-cases/keyed-lock.ts';
import type { AttachedStorage, Storages } from '../use-cases/ports.ts';
import { KeptStorage, type StorageParts } from './kept-storage.ts';
import { readWanted, writeWanted } from './wanted-file.ts';

const lookEveryMs = 1_000;
/** How long the caller waits for the first attempt; an NFS server that is away lets a mount wait for minutes. */
const firstAttemptMs = 10_000;
const list = 'list';

export interface StoragesOptions extends Omit<StorageParts, 'onChange'> {
  readonly file: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** Begins to attach what the cell had; returns without waiting for it. */
export async function keepStorages(options: StoragesOptions): Promise<Storages & AsyncDisposable> {
  return new StorageKeeper(options, await readWanted(options.file));
}

class StorageKeeper implements Storages, AsyncDisposable {
  readonly #options: StoragesOptions;
  readonly #kept = new Map<string, KeptStorage>();
  readonly #locks = new KeyedLock();
  readonly #beat: AsyncDisposable;

  constructor(options: StoragesOptions, wanted: readonly StorageSource[]) {
    this.#options = options;
    for (const source of wanted) this.#kept.set(source.name, this.#keep(source));
    this.#beat = every(lookEveryMs, async () => this.#look(), options.log);
    this.#look();
  }

  states(): readonly StorageState[] {
    return [...this.#kept.values()]
      .map(({ state }) => state)
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  async attach({ initialize, ...source }: AttachStorageRequest): Promise<StorageState> {
    const kept = await this.#locks.run(list, null, async () => {
      const present = this.#kept.get(source.name);
      if (present?.source.id === source.id) return present;
      await present?.drop();
      const others = [...this.#kept.values()].filter((kept) => kept !== present);
      await this.#write([...others.map((kept) => kept.source), source]);
      const fresh = this.#keep(source);
      this.#kept.set(source.name, fresh);
      return fresh;
    });
    const patience = AbortSignal.timeout(firstAttemptMs);
    const waited = new Promise<void>((resolve) => patience.addEventListener('abort', () => resolve()));
    await Promise.race([kept.attach(initialize), waited]);
    return kept.state;
  }

  async detach(name: string): Promise<void> {
    await this.#locks.run(list, null, async () => {
      const present = this.#kept.get(name);
      if (present === undefined) return;
      await present.drop();
      this.#kept.delete(name);
      await this.#write([...this.#kept.values()].map((kept) => kept.source));
    });
  }

  require(name: string): AttachedStorage {
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept.require();
    throw new DomainError('cell_unreachable', `storage '${name}' is not attached to this cell`, {
      reason: 'storage_unavailable',
      subject: { kind: 'storage-pool', id: name },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#beat[Symbol.asyncDispose]();
  }

  #look(): void {
    for (const kept of this.#kept.values()) void kept.keep();
  }

  #keep(source: StorageSource): KeptStorage {
    const { log, hypervisor, openImages } = this.#options;
    const onChange = ({ name, attached, error }: StorageState) => {
      if (attached) log.info({ storage: name }, 'a storage is attached');
      else log.warn({ storage: name, error }, 'a storage is not attached');
    };
    return new KeptStorage(source, { hypervisor, openImages, onChange });
  }

  async #write(sources: readonly StorageSource[]): Promise<void> {
    await writeWanted(this.#options.file, sources);
  }
}
