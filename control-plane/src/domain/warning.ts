/** What administrators should know of a cell or a guest, and when its cause is gone. */
import type { LiveCell, LiveGuest } from './live.ts';
import { ownTroubleCodes } from './own-trouble.ts';
import { type StorageTrouble, troubleOfStorage } from './storage-pool.ts';

/** The same code of the same guest on the same cell is the same warning, however often it is raised. */
export interface WarningKey {
  /** Stable snake_case. */
  readonly code: string;
  readonly cellId: string;
  /** Empty: of the cell itself. Of `reserve_degraded` it is the project. */
  readonly guestId: string;
}

const reserveDegraded = 'reserve_degraded';

/** That the reserve of a desktop project can not be filled. */
export function reserveWarning(projectId: string): WarningKey {
  return { code: reserveDegraded, cellId: '', guestId: projectId };
}

/** The project that it is of; null: it is of a cell or a guest. */
export function projectOfWarning({ code, guestId }: WarningKey): string | null {
  return code === reserveDegraded ? guestId : null;
}

export interface Warning extends WarningKey {
  readonly id: string;
  /** One sentence, as it was last told. */
  readonly message: string;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly count: number;
  readonly acknowledgedAtMs: number | null;
  /** Name of the user; null until then. */
  readonly acknowledgedBy: string | null;
  /** Null while its cause may be there. */
  readonly clearedAtMs: number | null;
  /** Null when the cell has been forgotten. */
  readonly cellName: string | null;
  /** Null for none, or one that is gone or unknown. */
  readonly guestName: string | null;
}

/** Of the control plane itself: over when it says so. */
export function isOwn({ code, cellId }: WarningKey): boolean {
  return cellId === '' && ownTroubleCodes.some((own) => own === code);
}

const lasting = ['simulated', 'kvm_missing'];

/** Whether somebody is told by a notification; what a host simply is stays in the list of warnings. */
export function isTold({ code }: WarningKey): boolean {
  return !lasting.includes(code);
}

export function troublesOfStorages({ storages = [] }: LiveCell): StorageTrouble[] {
  return storages.map(troubleOfStorage).filter((trouble) => trouble !== null);
}

/** Why a guest that paused needs somebody; null: it does not, as far as its state tells. */
export function troubleOf(guest: LiveGuest | undefined): 'disk_full' | 'guest_io_error' | null {
  if (guest?.seen?.state !== 'paused') return null;
  if (guest.seen.stateReason === 'disk_full') return 'disk_full';
  return guest.seen.stateReason === 'io_error' ? 'guest_io_error' : null;
}

/**
 * Whether the cause of a warning is known to be gone. While a cell is silent nothing is known of its guests.
 *
 *   cell_lost, hypervisor_lost   the cell is back
 *   storage_…                    the cell's storages are well
 *   of the host                  the cell's description no longer tells of it
 *   guest_unknown                the cell no longer has it
 *   guest_missing                it was seen
 *   disk_full                    it no longer waits for room
 *   failover_failed              it runs
 *   any other of a guest         its run has ended
 *
 * That a reserve can not be filled is over when its keeper says so. Any of a cell or guest that has been forgotten is over.
 */
export function isOver(
  { code, guestId }: WarningKey,
  cell: LiveCell | undefined,
  guest: LiveGuest | undefined,
): boolean {
  if (code === reserveDegraded) return false;
  if (!cell) return true;
  if (code === 'cell_lost' || code === 'hypervisor_lost')
    return cell.alive || (cell.lostCode ?? code) !== code;
  if (!cell.alive) return false;
  if (code === 'storage_unavailable' || code === 'storage_nearly_full')
    return !troublesOfStorages(cell).some((trouble) => trouble.code === code);
  if (guestId === '') return !cell.description?.warnings.some((warning) => warning.code === code);
  if (code === 'guest_unknown') return !cell.strangers?.has(guestId);
  if (guest?.cellId !== cell.cellId) return true;
  if (code === 'guest_missing') return guest.seen !== null;
  if (code === 'failover_failed') return guest.seen?.state === 'running';
  return code === 'disk_full' ? troubleOf(guest) !== code : guest.seen?.state === 'stopped';
}
