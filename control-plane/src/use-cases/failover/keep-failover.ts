/**
 * Keeps the leases of all cells, and has the guests of lost ones run elsewhere. Two beats: `renew`, and `review`, which
 * looks at what is and begins what is missing. Nothing is remembered here that is not found again after a restart.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Cell, ComputePool } from '../../domain/cell.ts';
import { isTakeoverDue } from '../../domain/failover.ts';
import { failoverBackoffMs } from '../../domain/failover-backoff.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Fence, LiveChange, Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { beginTakeover, endTakeover } from './begin-takeover.ts';
import { Fences } from './fence-cell.ts';
import { forgetStrays } from './forget-strays.ts';
import type { LeaseSettings, LeaseTiming, RunLeases } from './run-leases.ts';
import { isSettled, type Surroundings, settleGuest } from './settle-guest.ts';

export interface FailoverParts {
  readonly ports: Pick<Ports, 'store' | 'operations' | 'live' | 'limits' | 'cells' | 'clock' | 'ids'>;
  readonly leases: RunLeases;
  readonly fence: Fence;
  readonly timing: LeaseTiming;
  readonly settings: LeaseSettings;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
  };
  /** Called when a guest of a lost cell runs again, with the time since that was noticed. */
  readonly onFailedOver: (seconds: number) => void;
}

interface CellCase {
  readonly cell: Cell;
  readonly pool: ComputePool;
  readonly takeoverDue: boolean;
  readonly fenced: boolean;
}

/** How many guests of a pool are brought in line with its flag at a time. */
const alignAtOnce = 20;
const operationTimeoutMs = 900_000;
const noRefugeDelayMs = 5_000;

export class FailoverKeeper implements AsyncDisposable {
  readonly #parts: FailoverParts;
  readonly #fences: Fences;
  readonly #unwatch: () => void;
  readonly #changed = new Set<string>();
  readonly #odd = new Set<string>();
  #resting = true;
  readonly #back = new Set<string>();
  readonly #failures = new Map<string, { count: number; notBeforeMs: number }>();
  readonly #lostAtMs = new Map<string, number>();
  readonly #settling = new Set<string>();
  readonly #clearing = new Set<string>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #stopped = new AbortController();

  constructor(parts: FailoverParts) {
    const { ports, fence, timing } = parts;
    this.#parts = parts;
    this.#fences = new Fences(ports, fence, () => timing.nowMs());
    this.#unwatch = ports.live.watch((change) => this.#take(change));
  }

  /** Begins to renew what can be renewed: the cells that answer wait for none that does not. */
  async renew(): Promise<void> {
    const { ports, leases, settings } = this.#parts;
    const cells = new Map((await ports.store.cells.list()).map((cell) => [cell.id, cell]));
    for (const cellId of leases.cellIds()) {
      const cell = cells.get(cellId);
      if (cell !== undefined)
        this.#follow(this.#renewOn(cell, cell.enabled ? settings.durationMs : settings.longMs));
    }
  }

  async #renewOn(cell: Cell, durationMs: number): Promise<void> {
    try {
      await this.#parts.leases.renew(cell.id, durationMs);
    } catch (error) {
      this.#tellOfKeeper(cell, error);
      this.#parts.log.warn({ err: error, cell: cell.name }, 'leases could not be renewed');
    }
  }

  /** Lets what runs go on for as long as this program may be stopped. */
  async renewForLong(): Promise<void> {
    const { leases, settings } = this.#parts;
    await Promise.all(
      leases.cellIds().map((cellId) => leases.renew(cellId, settings.longMs).catch(() => undefined)),
    );
  }

  async review(): Promise<void> {
    const { ports, leases } = this.#parts;
    const pools = new Map((await ports.store.pools.list()).map((pool) => [pool.name, pool]));
    for (const pool of pools.values()) {
      const odd = await ports.store.guests.unlikePool(pool.name, !pool.failover, alignAtOnce);
      for (const guestId of odd) this.#odd.add(guestId);
    }
    const concerns = (pool: ComputePool) => pool.failover || this.#odd.size > 0;
    if (![...pools.values()].some(concerns) && leases.cellIds().length === 0) {
      this.#rest();
      return;
    }
    const taken = new Set(
      (await ports.store.leases.cells()).filter((one) => one.takenOverAtMs !== null).map((one) => one.cellId),
    );
    for (const cell of await ports.store.cells.list()) {
      const pool = cell.pool === null ? undefined : pools.get(cell.pool);
      if (this.#resting) this.#back.add(cell.id);
      if (pool !== undefined) await this.#reviewCell(cell, pool, taken.has(cell.id));
    }
    this.#resting = false;
    for (const guestId of this.#odd) this.#changed.add(guestId);
    this.#odd.clear();
    await this.#reviewChanged(pools);
  }

  /** There is no pool with failover: what changes concerns nobody here, and is looked at anew once there is one. */
  #rest(): void {
    this.#resting = true;
    this.#changed.clear();
    this.#back.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unwatch();
    this.#stopped.abort();
    await Promise.all(this.#underWay);
  }

  #take(change: LiveChange): void {
    if (change.type === 'guest') this.#changed.add(change.guestId);
    else if (change.type === 'cell' && change.alive) this.#back.add(change.cellId);
  }

  async #reviewCell(cell: Cell, pool: ComputePool, takenOver: boolean): Promise<void> {
    const { ports, leases, timing, log } = this.#parts;
    if (!pool.failover && leases.on(cell.id).size === 0) {
      this.#back.delete(cell.id);
      return;
    }
    const live = ports.live.cell(cell.id);
    const isLost = live !== undefined && !live.alive && live.lostCode != null;
    if (live?.alive) {
      this.#fences.forget(cell.id);
      this.#lostAtMs.delete(cell.id);
      if (takenOver) await endTakeover(ports.store, cell.id);
      if (live.strangers !== undefined && live.strangers.size > 0) this.#clear(cell);
      if (this.#back.delete(cell.id)) await this.#markAll(cell.id);
      this.#markLeased(cell.id);
      return;
    }
    if (!isLost || !pool.failover) return;
    if (!this.#lostAtMs.has(cell.id)) this.#lostAtMs.set(cell.id, timing.nowMs());
    const { enabled } = cell;
    const fenced = this.#fences.isCut(cell.id);
    if ((enabled || takenOver) && live.lostCode === 'cell_lost') this.#follow(this.#fences.cutOff(cell));
    const leasesOver = leases.areOver(cell.id);
    const state = { failover: pool.failover, enabled, takenOver, lost: isLost, leasesOver, fenced };
    if (!isTakeoverDue(state)) return;
    if (!takenOver) {
      if ((await ports.store.cells.countGuests(cell.id)) === 0) return;
      log.warn({ cell: cell.name, fenced }, 'the guests of a lost cell are started elsewhere');
      await beginTakeover(ports, cell, fenced ? 'fenced' : 'leases_over');
    }
    const guests = await ports.store.guests.list({ scope: { all: true }, cellId: cell.id });
    for (const guest of guests) this.#settle(guest, { cell, pool, takeoverDue: true, fenced });
  }

  /** One clearing at a time for each cell. */
  #clear(cell: Cell): void {
    if (this.#clearing.has(cell.id)) return;
    this.#clearing.add(cell.id);
    this.#follow(
      forgetStrays(this.#parts.ports, cell).finally(() => {
        this.#clearing.delete(cell.id);
      }),
    );
  }

  /** What was told before this program listened, too; and what failed may work now. */
  async #markAll(cellId: string): Promise<void> {
    const guests = await this.#parts.ports.store.guests.list({ scope: { all: true }, cellId });
    for (const { id } of guests) {
      this.#changed.add(id);
      this.#failures.delete(id);
    }
  }

  /** Guests that may run there and do not, as far as is known. */
  #markLeased(cellId: string): void {
    const { ports, leases } = this.#parts;
    for (const [guestId, state] of leases.on(cellId)) {
      const guest = ports.live.guest(guestId);
      if (
        state === 'due' ||
        guest?.cellId !== cellId ||
        guest.seen?.state === 'stopped' ||
        guest.seen === null
      )
        this.#changed.add(guestId);
    }
  }

  async #reviewChanged(pools: ReadonlyMap<string, ComputePool>): Promise<void> {
    const { ports, leases } = this.#parts;
    const cells = new Map((await ports.store.cells.list()).map((cell) => [cell.id, cell]));
    for (const guestId of [...this.#changed]) {
      this.#changed.delete(guestId);
      const guest = await ports.store.guests.get(guestId);
      if (guest === undefined) {
        for (const cellId of leases.cellIds()) leases.noteReleased(cellId, guestId);
        continue;
      }
      const cell = cells.get(guest.cellId);
      const pool = pools.get(guest.pool);
      if (cell === undefined || pool === undefined || (!guest.failover && !pool.failover)) continue;
      this.#settle(guest, { cell, pool, takeoverDue: false, fenced: false });
    }
  }

  /** Waits for nobody: what takes a cell goes on by itself, once at a time for each guest. */
  #settle(guest: Guest, { cell, pool, takeoverDue, fenced }: CellCase): void {
    const { ports, leases, timing } = this.#parts;
    const failed = this.#failures.get(guest.id);
    const cellFails = (failed?.count ?? 0) > 0;
    const surroundings = { failover: pool.failover, takeoverDue, fenced, cellFails };
    if (isSettled({ ...ports, leases }, guest, surroundings)) return;
    const isEarly = failed !== undefined && timing.nowMs() < failed.notBeforeMs;
    if (isEarly || this.#settling.has(guest.id)) {
      this.#changed.add(guest.id);
      return;
    }
    this.#settling.add(guest.id);
    this.#follow(
      this.#act(guest, cell, surroundings).finally(() => {
        this.#settling.delete(guest.id);
      }),
    );
  }

  async #act(guest: Guest, cell: Cell, surroundings: Surroundings): Promise<void> {
    const { ports, leases, log } = this.#parts;
    const ctx = systemContext(ports);
    try {
      const { action, operation } = await settleGuest({ ...ports, leases }, ctx, guest, surroundings);
      if (action === 'later') this.#changed.add(guest.id);
      if (operation) this.#follow(this.#awaitEnd(guest, cell, operation));
    } catch (error) {
      log.warn({ err: error, guest: guest.id }, 'a guest could not be given back its run');
      const noRoom = error instanceof DomainError && error.code === 'no_capacity';
      const why = error instanceof DomainError ? error.message : 'see the log';
      this.#failed(guest, cell, why, noRoom ? 'no refuge' : 'cell');
    }
  }

  async #awaitEnd(guest: Guest, cell: Cell, { id, kind }: Operation): Promise<void> {
    const { ports, timing, onFailedOver } = this.#parts;
    const options = { timeoutMs: operationTimeoutMs, signal: this.#stopped.signal };
    const ended = await ports.operations.finished(id, options).catch(() => null);
    if (ended === null) return;
    if (ended.state !== 'done') {
      this.#failed(guest, cell, ended.error?.message ?? `the operation ${kind} was cancelled`);
      return;
    }
    this.#failures.delete(guest.id);
    const lostAtMs = this.#lostAtMs.get(cell.id);
    if (kind === 'fail-over-guest' && lostAtMs !== undefined)
      onFailedOver((timing.nowMs() - lostAtMs) / 1000);
  }

  /** @param of a cell that can not do it is left the next time; that there is none to go to is no cell's fault. */
  #failed(guest: Guest, cell: Cell, why: string, of: 'cell' | 'no refuge' = 'cell'): void {
    const { ports, timing } = this.#parts;
    const before = this.#failures.get(guest.id)?.count ?? 0;
    const count = of === 'cell' ? before + 1 : before;
    const delayMs = of === 'cell' ? failoverBackoffMs(count) : noRefugeDelayMs;
    this.#failures.set(guest.id, { count, notBeforeMs: timing.nowMs() + delayMs });
    this.#changed.add(guest.id);
    const message = `Failover of the guest '${guest.name}': ${why}.`;
    ports.live.warn({ cellId: cell.id, guestId: guest.id, code: 'failover_failed', message });
  }

  #tellOfKeeper(cell: Cell, error: unknown): void {
    if (!(error instanceof DomainError) || error.reason !== 'keeper_unreachable') return;
    const message = `The lease keeper of the cell '${cell.name}' does not answer: its guests are stopped when their leases are over.`;
    this.#parts.ports.live.warn({ cellId: cell.id, guestId: '', code: 'keeper_unreachable', message });
  }

  #follow(work: Promise<unknown>): void {
    const settled = work
      .catch((error: unknown) => this.#parts.log.warn({ err: error }, 'a task of failover failed'))
      .finally(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
  }
}
