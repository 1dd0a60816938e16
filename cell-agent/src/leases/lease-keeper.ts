/** The keeper as the agent needs it: a process of its own, or one within for simulated cells. */
import type { EndedRun, Lease, Renewal } from './keeper-state.ts';

export interface LeaseKeeper {
  /** @throws DomainError `cell_unreachable` with reason `keeper_unreachable`; so do all. */
  status(): Promise<KeeperStatus>;
  /** A renewal on an old basis is not taken; the answer has a new one. */
  renew(renewal: Renewal): Promise<RenewalAnswer>;
  /** @throws DomainError `conflict` with reason `no_lease` or `lease_expired`. */
  requireLease(guestId: string): Promise<void>;
  /**
   * Holds the running guest's process to its lease. On any error it must not go on.
   * @throws DomainError as `requireLease`; `conflict` with reason `guest_process_missing`.
   */
  register(guestId: string): Promise<void>;
  /** Nothing runs of the guest here, and nothing is to be told of it any more. */
  release(guestId: string): Promise<void>;
  /** The guest runs on without a lease, whatever renewals that are under way may say. */
  exempt(guestId: string): Promise<void>;
}

export interface KeeperStatus {
  readonly pid: number;
  readonly bootId: string;
  readonly nowMs: number;
  readonly leases: readonly Lease[];
  readonly ended: readonly EndedRun[];
}

export interface RenewalAnswer {
  readonly accepted: boolean;
  /** The basis of the next renewal. */
  readonly bootId: string;
  readonly nowMs: number;
}
