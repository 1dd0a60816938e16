/**
 * The run leases of all cells: which guests have one, what their keepers were told, and until when one may hold.
 *
 * Calls to one keeper go one after another, each on the time that the last answer told. Before a lease is sent that
 * may hold longer than any before, that is written down, so that a control plane which starts again waits long enough.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import {
  areOver,
  type CellLeases,
  leasesAfterStart,
  leasesAnswered,
  leasesSent,
  noLeases,
  type RunLease,
} from '../../domain/failover.ts';
import type { Leases, Ports, Store } from '../ports/index.ts';

export interface LeaseSettings {
  readonly durationMs: number;
  /** Between two renewals. */
  readonly beatMs: number;
  /** Beyond the end of a lease, for clocks that run unlike and a kill that takes its time. */
  readonly marginMs: number;
  /** Of leases on cells that somebody has disabled, and of all while the control plane is stopped. */
  readonly longMs: number;
}

export interface LeaseTiming {
  /** Monotonic; it may stand still while the host is suspended. */
  nowMs(): number;
}

type State = RunLease['state'];

interface CellEntry {
  leases: CellLeases;
  /** As it is written down. */
  recordedMs: number;
  durationMs: number;
  readonly guests: Map<string, State>;
  turn: Promise<unknown>;
  renewing: boolean;
}

export interface RunLeasesParts {
  readonly store: Store;
  readonly cells: Pick<Ports['cells'], 'renewLeases'>;
  readonly timing: LeaseTiming;
  readonly settings: LeaseSettings;
}

const nobody: ReadonlyMap<string, State> = new Map();

export class RunLeases implements Leases {
  readonly #parts: RunLeasesParts;
  readonly #entries = new Map<string, CellEntry>();

  private constructor(parts: RunLeasesParts) {
    this.#parts = parts;
  }

  /** Knows what was granted before, and takes it to hold for its whole duration from now on. */
  static async open(parts: RunLeasesParts): Promise<RunLeases> {
    const all = new RunLeases(parts);
    const nowMs = parts.timing.nowMs();
    for (const { cellId, durationMs } of await parts.store.leases.cells()) {
      const entry = all.#entry(cellId);
      entry.recordedMs = durationMs;
      entry.leases = leasesAfterStart(nowMs, durationMs);
    }
    for (const { guestId, cellId, state } of await parts.store.leases.list())
      all.#entry(cellId).guests.set(guestId, state);
    return all;
  }

  /** Guests that may run on the cell. */
  on(cellId: string): ReadonlyMap<string, State> {
    return this.#entries.get(cellId)?.guests ?? nobody;
  }

  /** True when nothing that needs a lease can run on the cell any more. */
  areOver(cellId: string): boolean {
    const { timing, settings } = this.#parts;
    const leases = this.#entries.get(cellId)?.leases ?? noLeases;
    return areOver(leases, timing.nowMs(), settings.marginMs);
  }

  async grant(
    cellId: string,
    guestId: string,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<void> {
    const entry = this.#entry(cellId);
    if (!entry.guests.has(guestId)) await this.#put({ guestId, cellId, state: 'running' });
    await this.#inTurn(entry, async () => {
      signal?.throwIfAborted();
      await this.#send(cellId, entry, { guestIds: [guestId], whole: false, signal });
    });
  }

  async started(cellId: string, guestId: string): Promise<void> {
    if (this.on(cellId).get(guestId) !== 'running') await this.#put({ guestId, cellId, state: 'running' });
  }

  /** Notes that the guest shall run, though it does not. */
  async due(cellId: string, guestId: string): Promise<void> {
    await this.#put({ guestId, cellId, state: 'due' });
  }

  /** A lease that its keeper has runs out by itself, and with it whatever still runs. */
  async release(cellId: string, guestId: string): Promise<void> {
    await this.#parts.store.leases.remove(guestId, cellId);
    this.noteReleased(cellId, guestId);
  }

  /** For those who wrote it in a transaction of their own. */
  noteReleased(cellId: string, guestId: string): void {
    this.#entry(cellId).guests.delete(guestId);
  }

  /** As `noteReleased`. */
  noteDue(cellId: string, guestId: string): void {
    this.#entry(cellId).guests.set(guestId, 'due');
  }

  /**
   * Renews the leases on a cell, all in one call. One that still waits for its answer is not overtaken.
   * @throws DomainError `cell_unreachable`.
   */
  async renew(cellId: string, durationMs: number): Promise<void> {
    const entry = this.#entry(cellId);
    entry.durationMs = durationMs;
    if (entry.renewing || entry.guests.size === 0) return;
    entry.renewing = true;
    try {
      await this.#inTurn(entry, async () => {
        await this.#send(cellId, entry, { guestIds: [...entry.guests.keys()], whole: true });
      });
    } finally {
      entry.renewing = false;
    }
  }

  /** Cells on which guests have leases. */
  cellIds(): string[] {
    return [...this.#entries].filter(([, { guests }]) => guests.size > 0).map(([cellId]) => cellId);
  }

  async #send(
    cellId: string,
    entry: CellEntry,
    call: {
      readonly guestIds: readonly string[];
      readonly whole: boolean;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<void> {
    const { cells, timing, settings } = this.#parts;
    const { durationMs } = entry;
    const options = {
      timeoutMs: Math.max(1_000, settings.beatMs),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    };
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      // On an old basis little would be left of the lease.
      const basis = this.#isFresh(entry) ? entry.leases.basis : null;
      const value = basis?.value ?? { bootId: '', atMs: 0 };
      if (basis !== null) {
        await this.#record(cellId, entry, durationMs, 'longer');
        entry.leases = leasesSent(entry.leases, durationMs);
      }
      const request = { basis: value, durationMs, guestIds: call.guestIds };
      const { accepted, basis: next } = await cells.renewLeases(cellId, request, options);
      const sent = { basisArrivedMs: basis?.arrivedMs ?? 0, durationMs, whole: call.whole };
      const answer = { accepted: accepted && basis !== null, basis: next, arrivedMs: timing.nowMs() };
      entry.leases = leasesAnswered(entry.leases, answer, sent);
      if (!answer.accepted) continue;
      if (call.whole) await this.#record(cellId, entry, durationMs, 'any');
      return;
    }
    throw new DomainError('conflict', 'the cell does not take the renewal of its leases', {
      reason: 'lease_refused',
      subject: { kind: 'cell', id: cellId },
    });
  }

  #isFresh({ leases: { basis }, durationMs }: CellEntry): boolean {
    const { timing, settings } = this.#parts;
    const limitMs = Math.min(settings.durationMs, durationMs) / 2;
    return basis !== null && timing.nowMs() - basis.arrivedMs < limitMs;
  }

  /** What a control plane that starts again must take to hold. */
  async #record(
    cellId: string,
    entry: CellEntry,
    durationMs: number,
    which: 'longer' | 'any',
  ): Promise<void> {
    if (which === 'longer' ? entry.recordedMs >= durationMs : entry.recordedMs === durationMs) return;
    await this.#parts.store.transaction(async (tx) => {
      const known = await tx.leases.findCell(cellId);
      await tx.leases.putCellLease({ cellId, durationMs, takenOverAtMs: known?.takenOverAtMs ?? null });
    });
    entry.recordedMs = durationMs;
  }

  async #put(lease: RunLease): Promise<void> {
    await this.#parts.store.leases.put(lease);
    this.#entry(lease.cellId).guests.set(lease.guestId, lease.state);
  }

  #entry(cellId: string): CellEntry {
    const known = this.#entries.get(cellId);
    if (known) return known;
    const entry: CellEntry = {
      leases: noLeases,
      recordedMs: 0,
      durationMs: this.#parts.settings.durationMs,
      guests: new Map(),
      turn: Promise.resolve(),
      renewing: false,
    };
    this.#entries.set(cellId, entry);
    return entry;
  }

  async #inTurn(entry: CellEntry, work: () => Promise<void>): Promise<void> {
    const turn = entry.turn.then(work);
    entry.turn = turn.catch(() => undefined);
    await turn;
  }
}
