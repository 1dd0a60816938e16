/** What was last seen of cells and guests, and when. A cell's silence changes only `alive`, never a state. */
import type {
  CellDescription,
  CellGuest,
  GuestStatistics,
  NodeStatistics,
} from '../../../proto/src/model.ts';
import type { StorageState } from '../../../proto/src/model-storages.ts';

export interface LiveCell {
  readonly cellId: string;
  /** The agent spoke within the configured silence and reaches its hypervisor. */
  readonly alive: boolean;
  /** Why it is not alive, one sentence; null while it is. */
  readonly lostReason?: string | null;
  /** What is lost; null while it is alive, and until it was waited for since the control plane started. */
  readonly lostCode?: LostCode | null;
  readonly seenAtMs: number;
  readonly description: CellDescription | null;
  readonly node: NodeStatistics | null;
  /** The shared storages that it is to have. */
  readonly storages?: readonly StorageState[];
  /** Its guests that nobody here knows. */
  readonly strangers?: ReadonlySet<string>;
}

export type LostCode = 'cell_lost' | 'hypervisor_lost';

export interface LiveGuest {
  readonly guestId: string;
  readonly cellId: string;
  readonly seenAtMs: number;
  /** Null until the cell has told of it. */
  readonly seen: SeenGuest | null;
  readonly statistics: GuestStatistics | null;
}

/** What changes by itself; the spec is the database's. */
export type SeenGuest = Omit<CellGuest, 'spec'>;

/** What people are told of a guest's power: `lost` while its cell is silent. */
export type GuestStatus = 'running' | 'stopped' | 'lost';

export function isRunning(guest: LiveGuest | undefined): boolean {
  return guest?.seen?.state === 'running' || guest?.seen?.state === 'paused';
}

export function statusOf(guest: LiveGuest | undefined, cell: LiveCell | undefined): GuestStatus {
  if (!cell?.alive) return 'lost';
  return isRunning(guest) ? 'running' : 'stopped';
}
