/** Holds the guests of failover pools to their leases: what runs beyond its deadline is killed. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { BootClock } from './boot-clock.ts';
import type { GuestProcesses } from './guest-processes.ts';
import type { KeeperFile } from './keeper-file.ts';
import {
  afterBoot,
  emptyState,
  expired,
  findLease,
  found,
  isOnlyLonger,
  isValid,
  type KeeperState,
  processGone,
  type Renewal,
  register,
  release,
  renew,
  withoutStale,
} from './keeper-state.ts';
import type { KeeperStatus, LeaseKeeper, RenewalAnswer } from './lease-keeper.ts';

export interface KeeperOptions {
  readonly clock: BootClock;
  readonly processes: GuestProcesses;
  readonly file: KeeperFile;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
  };
}

/** An expired lease without a process is looked at this often: a start may have been under way. */
const searchEveryMs = 5_000;
/** Longer than a renewal is under way. */
const exemptForMs = 60_000;

export class Keeper implements LeaseKeeper {
  readonly #options: KeeperOptions;
  #state: KeeperState;
  #turn: Promise<unknown> = Promise.resolve();
  #searchedAtMs = Number.NEGATIVE_INFINITY;
  #toldMs = 0;
  /** Guests that run on without a lease though renewals may still name them, and until when. */
  readonly #exempt = new Map<string, number>();

  private constructor(options: KeeperOptions, state: KeeperState) {
    this.#options = options;
    this.#state = state;
  }

  /** As it was left; a boot since then voids all leases. */
  static async open(options: KeeperOptions): Promise<Keeper> {
    const { clock, file } = options;
    const kept = (await file.load()) ?? emptyState(clock.bootId);
    const state = afterBoot(kept, clock.bootId);
    const keeper = new Keeper(options, state);
    if (state !== kept) await file.save(state);
    return keeper;
  }

  async status(): Promise<KeeperStatus> {
    const { bootId, leases, ended } = this.#state;
    return { pid: process.pid, bootId, nowMs: this.#options.clock.nowMs(), leases, ended };
  }

  async renew(renewal: Renewal): Promise<RenewalAnswer> {
    return await this.#inTurn(async () => {
      const guestIds = renewal.guestIds.filter((guestId) => !this.#isExempt(guestId));
      const next = renew(this.#state, this.#options.clock.nowMs(), { ...renewal, guestIds });
      if (next !== null) await this.#become(next);
      return { accepted: next !== null, bootId: this.#state.bootId, nowMs: this.#nextBasisMs() };
    });
  }

  async requireLease(guestId: string): Promise<void> {
    this.#exempt.delete(guestId);
    this.#require(guestId);
  }

  async register(guestId: string): Promise<void> {
    this.#exempt.delete(guestId);
    await this.#inTurn(async () => {
      this.#require(guestId);
      const process = this.#options.processes.find([guestId]).get(guestId);
      if (process === undefined)
        throw refusal('guest_process_missing', `nothing runs of the guest ${guestId}`);
      await this.#become(register(this.#state, guestId, process));
      // Writing may have taken its time.
      this.#require(guestId);
    });
  }

  async release(guestId: string): Promise<void> {
    await this.#inTurn(async () => {
      await this.#become(release(this.#state, guestId, this.#nextBasisMs()));
    });
  }

  async exempt(guestId: string): Promise<void> {
    this.#exempt.set(guestId, this.#options.clock.nowMs() + exemptForMs);
    await this.release(guestId);
  }

  #isExempt(guestId: string): boolean {
    const untilMs = this.#exempt.get(guestId);
    if (untilMs === undefined) return false;
    if (this.#options.clock.nowMs() < untilMs) return true;
    this.#exempt.delete(guestId);
    return false;
  }

  /** Call several times a second. Kills first and writes then, so that no slow disk puts it off. */
  async enforce(): Promise<void> {
    const { clock, processes, log } = this.#options;
    const nowMs = clock.nowMs();
    const due = expired(this.#state, nowMs);
    for (const { guestId, process } of due) {
      if (process === null || !processes.isAlive(process)) continue;
      log.warn({ guestId, pid: process.pid }, 'the lease is over: the guest is killed');
      processes.kill(process);
    }
    if (due.length > 0 && nowMs - this.#searchedAtMs >= searchEveryMs) {
      this.#searchedAtMs = nowMs;
      for (const [guestId, process] of processes.find(due.map(({ guestId: id }) => id))) {
        log.warn({ guestId, pid: process.pid }, 'the guest runs without a lease: it is killed');
        this.#state = found(this.#state, guestId, process);
        processes.kill(process);
      }
    }
    if (this.#settled(nowMs) !== this.#state) {
      await this.#inTurn(async () => {
        const next = this.#settled(clock.nowMs());
        if (next !== this.#state) await this.#become(next);
      });
    }
  }

  /** With what has become of the processes. */
  #settled(nowMs: number): KeeperState {
    let state = this.#state;
    for (const { guestId, process } of state.leases) {
      if (process !== null && !this.#options.processes.isAlive(process))
        state = processGone(state, guestId, nowMs);
    }
    return withoutStale(state, nowMs);
  }

  #require(guestId: string): void {
    const lease = findLease(this.#state, guestId);
    if (isValid(lease, this.#options.clock.nowMs())) return;
    throw lease === undefined
      ? refusal('no_lease', `the guest ${guestId} has no lease to run on this cell`)
      : refusal('lease_expired', `the lease of the guest ${guestId} to run on this cell is over`);
  }

  /** Kept before it counts, unless losing it would only kill too early. */
  async #become(next: KeeperState): Promise<void> {
    const before = this.#state;
    if (!isOnlyLonger(before, next)) {
      await this.#options.file.save(next);
      this.#state = next;
      return;
    }
    this.#state = next;
    try {
      await this.#options.file.save(next);
    } catch (error) {
      this.#options.log.warn({ err: error }, 'longer leases could not be written');
    }
  }

  /** No two answers have the same, so that renewals on them have an order. */
  #nextBasisMs(): number {
    this.#toldMs = Math.max(this.#options.clock.nowMs(), this.#toldMs + 1, this.#state.basisMs + 1);
    return this.#toldMs;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return await turn;
  }
}

function refusal(
  reason: 'no_lease' | 'lease_expired' | 'guest_process_missing',
  message: string,
): DomainError {
  return new DomainError('conflict', message, { reason });
}
