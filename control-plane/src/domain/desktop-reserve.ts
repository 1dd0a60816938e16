/** The reserve of a desktop project: free desktops that wait for users. */
import type { DesktopOrigin, DesktopState } from './desktop.ts';

/** A desktop that nobody has. */
export interface UnassignedDesktop {
  readonly id: string;
  readonly state: DesktopState;
  readonly origin: DesktopOrigin;
  readonly createdAtMs: number;
  /** Of its guest; null: it has none (any more). */
  readonly guest: {
    /** Nothing happens to it. */
    readonly settled: boolean;
    /** Its cell has been silent for long. */
    readonly lost: boolean;
  } | null;
}

/** How building went of late. */
export interface ReserveRecord {
  readonly projectId: string;
  /** Attempts that failed since the last that did not; desktops made at once are one attempt. */
  readonly failures: number;
  /** Of the last one. */
  readonly failedAtMs: number;
  readonly failedAttempt: string;
  readonly message: string;
  /** Administrators have been told. */
  readonly degraded: boolean;
}

export interface ReserveLimits {
  /** How many desktops are made at once. */
  readonly batch: number;
  /** After the first failure; it doubles with each one more. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
}

export interface ReserveCounts {
  /** Could be handed out now. */
  readonly free: number;
  /** Being built, or rebuilt, and nobody's. */
  readonly coming: number;
  /** Errors that still take room. */
  readonly broken: number;
}

export interface ReserveWish {
  /** How many are to be free; null: there is no reserve. */
  readonly wanted: number | null;
  /** Those beyond it are deleted. */
  readonly shrink: boolean;
  /** What a desktop given back becomes is deleted: it does not come to the reserve. */
  readonly deletesReleased: boolean;
}

export interface ReservePlan {
  readonly create: number;
  readonly remove: number;
  /** When it is worth looking again; null: when something changes. */
  readonly againAtMs: number | null;
}

/** From this failure on administrators are told. */
const degradedFrom = 3;

export function isDegraded({ failures }: Pick<ReserveRecord, 'failures'>): boolean {
  return failures >= degradedFrom;
}

export function countReserve(
  desktops: readonly UnassignedDesktop[],
  { deletesReleased }: Pick<ReserveWish, 'deletesReleased'>,
): ReserveCounts {
  const counts = { free: 0, coming: 0, broken: 0 };
  for (const desktop of desktops) {
    const kind = kindOf(desktop, deletesReleased);
    if (kind !== null) counts[kind] += 1;
  }
  return counts;
}

function kindOf({ state, guest }: UnassignedDesktop, deletesReleased: boolean): keyof ReserveCounts | null {
  if (state === 'error') return guest === null ? null : 'broken';
  if (guest?.lost) return null;
  if (state === 'building') return 'coming';
  if (state === 'releasing') return deletesReleased ? null : 'coming';
  if (state !== 'ready' || guest === null) return null;
  return guest.settled ? 'free' : 'coming';
}

/** How many errors may take room before no more are replaced: what fails without end must not take the whole cloud. */
export function mostBroken(wanted: number): number {
  return Math.max(10, 2 * wanted);
}

/**
 * What is missing is made, at most a batch at a time. After a failure one desktop is tried at a time, and each failure doubles
 * the pause. Clocks jump: a pause that seems longer than any is over.
 */
export function planReserve(
  { wanted, shrink }: ReserveWish,
  { free, coming, broken }: ReserveCounts,
  { failures, failedAtMs }: Pick<ReserveRecord, 'failures' | 'failedAtMs'>,
  limits: ReserveLimits,
  nowMs: number,
): ReservePlan {
  const nothing = { create: 0, remove: 0, againAtMs: null };
  if (wanted === null) return nothing;
  const missing = wanted - free - coming;
  if (missing <= 0)
    return { ...nothing, remove: shrink ? Math.max(0, Math.min(free - wanted, limits.batch)) : 0 };
  if (broken >= mostBroken(wanted)) return nothing;
  if (failures === 0) return { ...nothing, create: Math.min(missing, limits.batch) };
  const pauseMs = Math.min(limits.longestRetryMs, limits.retryMs * 2 ** Math.min(failures - 1, 30));
  const leftMs = failedAtMs + pauseMs - nowMs;
  if (leftMs > 0 && leftMs <= pauseMs) return { ...nothing, againAtMs: nowMs + leftMs };
  return { ...nothing, create: coming === 0 ? 1 : 0 };
}
