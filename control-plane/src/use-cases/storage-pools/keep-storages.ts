/**
 * Has each cell attach the storage of its pool, and let go of all others. Cells keep by themselves what they were told;
 * here is only seen to it that they were. A storage that no cell has begun yet is begun by one at a time: if two saw
 * different places under its name, each would begin its own.
 */
import type { Logger } from 'pino';
import type { Cell } from '../../domain/cell.ts';
import type { StoragePool } from '../../domain/storage-pool.ts';
import type { CellStorages, Ports } from '../ports/index.ts';

const callMs = 30_000;

type KeeperPorts = Pick<Ports, 'store' | 'cells' | 'live'>;

export class StorageKeeper implements CellStorages, AsyncDisposable {
  readonly #ports: KeeperPorts;
  readonly #log: Pick<Logger, 'error' | 'info'>;
  readonly #stop = new AbortController();
  readonly #unwatch: () => void;
  /** Cells with a call under way. */
  readonly #busy = new Map<string, Promise<void>>();
  /** How often each unbegun storage was tried: the next cell has the next turn. */
  readonly #turns = new Map<string, number>();
  #work: Promise<void> | null = null;
  #again = false;

  constructor(ports: KeeperPorts, log: Pick<Logger, 'error' | 'info'>) {
    this.#ports = ports;
    this.#log = log;
    this.#unwatch = ports.live.watch(({ type }) => {
      if (type === 'cell') this.follow();
    });
  }

  follow(): void {
    this.#again = true;
    this.#work ??= this.#keepUp().finally(() => {
      this.#work = null;
    });
  }

  /** Looks at everything again; call now and then. */
  async review(): Promise<void> {
    this.follow();
    await this.#work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unwatch();
    this.#stop.abort();
    await this.#work;
    await Promise.all(this.#busy.values());
  }

  async #keepUp(): Promise<void> {
    // What comes together is looked at together.
    await Promise.resolve();
    while (this.#again && !this.#stop.signal.aborted) {
      this.#again = false;
      await this.#pass().catch((error: unknown) => {
        this.#log.error({ err: error }, 'the storages of cells could not be looked at');
      });
    }
  }

  async #pass(): Promise<void> {
    const { store, live } = this.#ports;
    const storages = new Map((await store.storagePools.list()).map((pool) => [pool.name, pool]));
    const pools = new Map((await store.pools.list()).map((pool) => [pool.name, pool]));
    const unbegun = new Map<string, Cell[]>();
    for (const cell of await store.cells.list()) {
      const wanted = storages.get(pools.get(cell.pool ?? '')?.storage ?? '');
      const told = live.cell(cell.id)?.storages ?? [];
      if (!live.cell(cell.id)?.alive || this.#busy.has(cell.id)) continue;
      for (const { name } of told)
        if (name !== wanted?.name) this.#call(cell, () => this.#detach(cell, name));
      if (wanted === undefined || this.#busy.has(cell.id)) continue;
      const state = told.find(({ id }) => id === wanted.id);
      if (!wanted.begun && !state?.attached)
        unbegun.set(wanted.name, [...(unbegun.get(wanted.name) ?? []), cell]);
      else if (!wanted.begun) await this.#noteBegun(wanted);
      else if (state === undefined) this.#call(cell, () => this.#attach(cell, wanted, false));
    }
    for (const [name, cells] of unbegun) {
      const storage = storages.get(name);
      if (storage !== undefined) this.#begin(storage, cells);
    }
  }

  #begin(storage: StoragePool, cells: readonly Cell[]): void {
    const turn = this.#turns.get(storage.id) ?? 0;
    const cell = cells[turn % cells.length];
    const key = `begin ${storage.id}`;
    if (cell === undefined || this.#busy.has(key)) return;
    this.#turns.set(storage.id, turn + 1);
    const work = this.#attach(cell, storage, true).finally(() => this.#busy.delete(key));
    this.#busy.set(key, work);
  }

  #call(cell: Cell, work: () => Promise<void>): void {
    this.#busy.set(
      cell.id,
      work().finally(() => this.#busy.delete(cell.id)),
    );
  }

  async #attach(cell: Cell, storage: StoragePool, initialize: boolean): Promise<void> {
    const { name, id, type, host, target } = storage;
    const request = { name, id, type, host, target, initialize };
    await this.#try(cell, storage.name, async (options) => {
      const state = await this.#ports.cells.attachStorage(cell.id, request, options);
      if (state.attached && !storage.begun) await this.#noteBegun(storage);
    });
  }

  async #detach(cell: Cell, name: string): Promise<void> {
    await this.#try(cell, name, (options) => this.#ports.cells.detachStorage(cell.id, { name }, options));
  }

  async #noteBegun({ id }: StoragePool): Promise<void> {
    await this.#ports.store.storagePools.setBegun(id);
    this.#turns.delete(id);
    this.follow();
  }

  /** What fails now is tried again at the next look. */
  async #try(
    cell: Cell,
    storage: string,
    work: (options: { timeoutMs: number; signal: AbortSignal }) => Promise<void>,
  ): Promise<void> {
    try {
      await work({ timeoutMs: callMs, signal: this.#stop.signal });
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#log.info({ err: error, cell: cell.name, storage }, 'a storage of a cell is not as it should be');
    }
  }
}
