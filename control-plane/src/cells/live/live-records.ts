/** The records behind the live view. They change in place: one object for a cell or guest, however often it is heard of. */
import type { CellDescription, GuestStatistics, NodeStatistics } from '../../../../proto/src/model.ts';
import type { StorageState } from '../../../../proto/src/model-storages.ts';
import type { LostCode, SeenGuest } from '../../domain/live.ts';

export interface CellRecord {
  readonly cellId: string;
  alive: boolean;
  lostReason: string | null;
  lostCode: LostCode | null;
  seenAtMs: number;
  description: CellDescription | null;
  node: NodeStatistics | null;
  storages: readonly StorageState[];
  /** Guests of this cell that nobody here knows and that were warned of. */
  readonly strangers: Set<string>;
}

/** Times named `…MonotonicMs` are of `performance.now()`. */
export interface GuestRecord {
  readonly guestId: string;
  cellId: string;
  seenAtMs: number;
  seen: SeenGuest | null;
  statistics: GuestStatistics | null;
  /** When the newest verb on it began. */
  calledAtMonotonicMs: number;
  /** When that verb's result was noted. */
  notedAtMonotonicMs: number;
  /** What was sampled earlier than this is older than the noted result. */
  trustedFromMonotonicMs: number;
  warnedMissing: boolean;
}

export function newCellRecord(cellId: string): CellRecord {
  const lostReason = 'the control plane has not heard of it since it started';
  return {
    cellId,
    alive: false,
    lostReason,
    lostCode: null,
    seenAtMs: 0,
    description: null,
    node: null,
    storages: [],
    strangers: new Set(),
  };
}

export function newGuestRecord(guestId: string, cellId: string): GuestRecord {
  return {
    guestId,
    cellId,
    seenAtMs: 0,
    seen: null,
    statistics: null,
    calledAtMonotonicMs: Number.NEGATIVE_INFINITY,
    notedAtMonotonicMs: Number.NEGATIVE_INFINITY,
    trustedFromMonotonicMs: Number.NEGATIVE_INFINITY,
    warnedMissing: false,
  };
}

/** The address that is kept and shown: the first that the guest has. */
export function addressOf(guest: SeenGuest | null): string {
  return guest?.addresses[0]?.address ?? '';
}
