/**
 * When a guest may be started on another cell, and what is to be done about one: pure rules, which the control plane
 * and the cluster simulator both follow.
 *
 * Times are of a monotonic clock of this program. Whoever waits may be slow and whoever kills must not be: this clock
 * may stand still while the host is suspended, the lease keeper's (CLOCK_BOOTTIME) does not.
 */
import type { LeaseBasis } from '../../../proto/src/model-leases.ts';
import type { SeenGuest } from './live.ts';

/** A guest that may run on a cell, and shall. */
export interface RunLease {
  readonly guestId: string;
  readonly cellId: string;
  /** `due`: it is not known to have run there since it was decided that it shall. */
  readonly state: 'due' | 'running';
}

/** What outlives this program. */
export interface LeaseCell {
  readonly cellId: string;
  /** No lease on the cell holds longer than this after a restart of this program. */
  readonly durationMs: number;
  /** When its guests began to be started elsewhere; null: they are not. */
  readonly takenOverAtMs: number | null;
}

/** What is known here of the leases on one cell. */
export interface CellLeases {
  /** What its keeper told last, and when that arrived; null: nothing to build a renewal on. */
  readonly basis: { readonly value: LeaseBasis; readonly arrivedMs: number } | null;
  /** After this no lease holds there. */
  readonly overMs: number;
}

export const noLeases: CellLeases = { basis: null, overMs: Number.NEGATIVE_INFINITY };

/** After a start: whatever was sent before it was sent before now. */
export function leasesAfterStart(nowMs: number, durationMs: number): CellLeases {
  return { basis: null, overMs: nowMs + durationMs };
}

/** A renewal that is sent holds until its basis, which arrived here after the keeper had told it, and the duration. */
export function leasesSent(leases: CellLeases, durationMs: number): CellLeases {
  if (leases.basis === null) return leases;
  return { ...leases, overMs: Math.max(leases.overMs, leases.basis.arrivedMs + durationMs) };
}

/**
 * @param sentOn what `leases` was when the renewal was sent.
 * @param whole it named every guest with a lease there, so that none has a longer one.
 */
export function leasesAnswered(
  leases: CellLeases,
  answer: { readonly accepted: boolean; readonly basis: LeaseBasis; readonly arrivedMs: number },
  sent: { readonly basisArrivedMs: number; readonly durationMs: number; readonly whole: boolean },
): CellLeases {
  const basis = { value: answer.basis, arrivedMs: answer.arrivedMs };
  if (!answer.accepted || !sent.whole) return { ...leases, basis };
  return { basis, overMs: sent.basisArrivedMs + sent.durationMs };
}

export function areOver({ overMs }: CellLeases, nowMs: number, marginMs: number): boolean {
  return nowMs >= overMs + marginMs;
}

export interface CellState {
  /** Its pool's flag. */
  readonly failover: boolean;
  readonly enabled: boolean;
  readonly takenOver: boolean;
  /** Known to be lost: it was waited for. */
  readonly lost: boolean;
  readonly leasesOver: boolean;
  /** The fencing command has succeeded since it was lost. */
  readonly fenced: boolean;
}

/**
 * Whether its guests are to be started elsewhere. A disabled cell is in somebody's hands and left alone, unless it was
 * disabled by this very thing.
 */
export function isTakeoverDue({
  failover,
  enabled,
  takenOver,
  lost,
  leasesOver,
  fenced,
}: CellState): boolean {
  return failover && lost && (enabled || takenOver) && (fenced || leasesOver);
}

export interface GuestCase {
  /** Of the pool. */
  readonly failover: boolean;
  /** Its cell has confirmed that it starts the guest under a lease only. */
  readonly isProtected: boolean;
  /** Of its cell; null: none. */
  readonly lease: RunLease['state'] | null;
  readonly cellAlive: boolean;
  readonly takeoverDue: boolean;
  /** What its cell told of it; null: the cell does not have it. */
  readonly seen: SeenGuest | null;
}

/**
 *   cell                 guest                                               to be done
 *   to be taken over     protected                                           take-over
 *                        not protected                                       –  (it may run there for ever)
 *   silent               any                                                 –
 *   alive                protected unlike its pool                           protect, unprotect
 *                        missing                                             restore
 *                        off, its run was due or was interrupted             revive
 *                        off, its host has restarted, which shall start it   revive
 *                        off by itself                                       release
 *                        runs without a lease                                protect
 */
export type GuestAction =
  | 'none'
  | 'take-over'
  | 'protect'
  | 'unprotect'
  | 'restore'
  | 'revive'
  | 'release'
  | 'confirm';

/** Only for a `ready` guest with no unfinished operation. */
export function actionFor({
  failover,
  isProtected,
  lease,
  cellAlive,
  takeoverDue,
  seen,
}: GuestCase): GuestAction {
  if (takeoverDue) return isProtected ? 'take-over' : 'none';
  if (!cellAlive) return 'none';
  if (isProtected !== failover) return failover ? (seen === null ? 'none' : 'protect') : 'unprotect';
  if (!isProtected) return lease === null ? 'none' : 'release';
  if (seen === null) return 'restore';
  const isOff = seen.state === 'stopped';
  if (isOff && seen.stateReason === 'auto_start_due') return 'revive';
  if (lease === null) return isOff || seen.state === 'unknown' ? 'none' : 'protect';
  if (!isOff) return lease === 'due' && seen.state === 'running' ? 'confirm' : 'none';
  if (lease === 'due' || wasInterrupted(seen)) return 'revive';
  return 'release';
}

/** The run did not end by itself: the cell's lease keeper ended it, or the host. */
export function wasInterrupted({ stateReason }: Pick<SeenGuest, 'stateReason'>): boolean {
  return stateReason === 'lease_expired' || stateReason === 'host_restarted';
}
