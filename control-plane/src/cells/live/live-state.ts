/** What was last seen of all cells and guests, in memory. Links write it, use-cases read it as `LiveView`. */
import { isDeepStrictEqual } from 'node:util';
import type {
  CellDescription,
  CellGuest,
  GuestStatistics,
  NodeStatistics,
} from '../../../../proto/src/model.ts';
import type { StorageState } from '../../../../proto/src/model-storages.ts';
import {
  isRunning,
  type LiveCell,
  type LiveGuest,
  type LostCode,
  type SeenGuest,
} from '../../domain/live.ts';
import { troubleOfStorage } from '../../domain/storage-pool.ts';
import type { Clock, LiveChange, LiveView } from '../../use-cases/ports/index.ts';
import {
  addressOf,
  type CellRecord,
  type GuestRecord,
  newCellRecord,
  newGuestRecord,
} from './live-records.ts';
import type { UsageLog } from './usage-log.ts';

/** How long a deleted guest's late events are told apart from those of a stranger. */
const rememberForgottenMs = 300_000;

export interface LiveStateOptions {
  readonly clock: Clock;
  /** Called when what is kept of a guest (state, address) has changed. */
  readonly onSeen: (guestId: string) => void;
  /** Takes what cells and guests use. */
  readonly usage?: Pick<UsageLog, 'measureCell' | 'measureGuest' | 'forget'>;
  /** Called with what a listener threw. */
  readonly onListenerError: (error: unknown) => void;
}

export class LiveState implements LiveView {
  revision = 0;
  readonly #options: LiveStateOptions;
  readonly #cells = new Map<string, CellRecord>();
  readonly #guests = new Map<string, GuestRecord>();
  /** Of each cell: how many of its guests run. */
  readonly #running = new Map<string, number>();
  readonly #forgotten = new Map<string, number>();
  readonly #listeners = new Set<(change: LiveChange) => void>();

  constructor(options: LiveStateOptions) {
    this.#options = options;
  }

  cell(cellId: string): LiveCell | undefined {
    return this.#cells.get(cellId);
  }

  guest(guestId: string): LiveGuest | undefined {
    return this.#guests.get(guestId);
  }

  runningGuests(cellId: string): number {
    return this.#running.get(cellId) ?? 0;
  }

  watch(listener: (change: LiveChange) => void): () => void {
    const entry = (change: LiveChange) => listener(change);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  note(cellId: string, guest: CellGuest): void {
    const record = this.ensureGuest(guest.spec.id, cellId);
    record.notedAtMonotonicMs = performance.now();
    record.trustedFromMonotonicMs = record.calledAtMonotonicMs;
    this.see(record, guest);
  }

  move(guestId: string, cellId: string): void {
    const before = this.#guests.get(guestId);
    // Whether it was told of anew or not, the former cell has what does not belong to it.
    if (before && before.cellId !== cellId && before.seen !== null)
      this.#cells.get(before.cellId)?.strangers.add(guestId);
    const record = this.ensureGuest(guestId, cellId);
    record.trustedFromMonotonicMs = performance.now();
    record.statistics = null;
    record.seen = null;
    this.#options.onSeen(guestId);
    this.changed({ type: 'guest', cellId, guestId });
  }

  forget(guestId: string): void {
    const record = this.#guests.get(guestId);
    const now = performance.now();
    for (const [id, at] of this.#forgotten) {
      if (now - at < rememberForgottenMs) break;
      this.#forgotten.delete(id);
    }
    this.#forgotten.delete(guestId);
    this.#forgotten.set(guestId, now);
    if (!record) return;
    this.#guests.delete(guestId);
    if (isRunning(record)) this.#count(record.cellId, -1);
    this.#options.usage?.forget(guestId);
    this.changed({ type: 'guest', cellId: record.cellId, guestId });
  }

  wasForgotten(guestId: string): boolean {
    return this.#forgotten.has(guestId);
  }

  ensureCell(cellId: string): CellRecord {
    const known = this.#cells.get(cellId);
    if (known) return known;
    const record = newCellRecord(cellId);
    this.#cells.set(cellId, record);
    return record;
  }

  /** Forgets a cell that is no longer linked; what was seen of its guests stays. */
  dropCell(cellId: string): void {
    this.#options.usage?.forget(cellId);
    if (this.#cells.delete(cellId)) this.changed({ type: 'cell', cellId, alive: false });
  }

  cellAlive(record: CellRecord, description: CellDescription): void {
    const warned = isDeepStrictEqual(record.description?.warnings, description.warnings);
    record.description = description;
    this.seeStorages(record, description.storages);
    if (record.alive && warned) return;
    record.alive = true;
    record.lostReason = null;
    record.lostCode = null;
    this.changed({ type: 'cell', cellId: record.cellId, alive: true });
  }

  /** @param reason one sentence. */
  cellLost(record: CellRecord, reason: string, code: LostCode): void {
    record.lostReason = reason;
    if (record.lostCode === code) return;
    record.alive = false;
    record.lostCode = code;
    this.changed({ type: 'cell', cellId: record.cellId, alive: false });
  }

  findGuest(guestId: string): GuestRecord | undefined {
    return this.#guests.get(guestId);
  }

  /** The guest's record on this cell; one that was elsewhere has moved here. */
  ensureGuest(guestId: string, cellId: string): GuestRecord {
    const known = this.#guests.get(guestId);
    if (known) {
      if (known.cellId !== cellId && isRunning(known)) {
        this.#count(known.cellId, -1);
        this.#count(cellId, 1);
      }
      known.cellId = cellId;
      return known;
    }
    this.#forgotten.delete(guestId);
    const record = newGuestRecord(guestId, cellId);
    this.#guests.set(guestId, record);
    return record;
  }

  /** Tells that a verb on the guest begins: what was sampled before is older than its result. */
  callBegins(guestId: string): void {
    const record = this.#guests.get(guestId);
    if (record) record.calledAtMonotonicMs = performance.now();
  }

  /** @param told null: the cell does not have it. */
  see(record: GuestRecord, told: CellGuest | null): void {
    const guest = told && withoutSpec(told);
    const before = record.seen;
    const firstTold = record.seenAtMs === 0;
    record.seenAtMs = this.#options.clock.nowMs();
    if (guest) record.warnedMissing = false;
    if (guest?.state !== 'running' && guest?.state !== 'paused') record.statistics = null;
    if (isDeepStrictEqual(before, guest)) return;
    this.#set(record, guest);
    const { guestId, cellId } = record;
    if (firstTold || before?.state !== guest?.state || addressOf(before) !== addressOf(guest))
      this.#options.onSeen(guestId);
    this.changed({ type: 'guest', cellId, guestId, stateBefore: before?.state ?? null });
  }

  /** As it was kept before the restart. */
  restore(record: GuestRecord, seen: SeenGuest | null, seenAtMs: number): void {
    this.#set(record, seen);
    record.seenAtMs = seenAtMs;
  }

  /** What is told of storages moves all the time; listeners hear of what makes a difference. */
  seeStorages(cell: CellRecord, storages: readonly StorageState[]): void {
    const before = digest(cell.storages);
    cell.storages = storages;
    if (before !== digest(storages)) this.changed({ type: 'cell', cellId: cell.cellId, alive: cell.alive });
  }

  seeStorage(cell: CellRecord, state: StorageState): void {
    this.seeStorages(cell, [...cell.storages.filter(({ name }) => name !== state.name), state]);
  }

  /** @param sampledAt of `performance.now()`. */
  measure(
    cell: CellRecord,
    node: NodeStatistics,
    guests: readonly GuestStatistics[],
    sampledAt: number,
  ): void {
    const { usage } = this.#options;
    cell.node = node;
    usage?.measureCell(cell.cellId, node, sampledAt);
    for (const sample of guests) {
      const record = this.#guests.get(sample.guestId);
      if (record?.cellId !== cell.cellId) continue;
      record.statistics = sample;
      usage?.measureGuest(sample, sampledAt);
    }
  }

  #set(record: GuestRecord, seen: SeenGuest | null): void {
    const ran = isRunning(record);
    record.seen = seen;
    if (isRunning(record) !== ran) this.#count(record.cellId, ran ? -1 : 1);
  }

  #count(cellId: string, change: 1 | -1): void {
    this.#running.set(cellId, this.runningGuests(cellId) + change);
  }

  warn(warning: Omit<Extract<LiveChange, { type: 'warning' }>, 'type'>): void {
    this.#tell({ type: 'warning', ...warning });
  }

  changed(change: LiveChange): void {
    this.revision += 1;
    this.#tell(change);
  }

  #tell(change: LiveChange): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#options.onListenerError(error);
      }
    }
  }
}

function digest(storages: readonly StorageState[]): string {
  return JSON.stringify(
    storages.map((state) => [state.id, state.attached, state.error, troubleOfStorage(state)?.message]),
  );
}

/** The database has the spec: another copy of each guest's would be most of the memory. */
function withoutSpec({ spec: _, ...seen }: CellGuest): SeenGuest {
  return seen;
}
