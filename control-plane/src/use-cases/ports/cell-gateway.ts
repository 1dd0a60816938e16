/** The verbs of a cell as the control plane calls them; `cells/gateway.ts` implements them over gRPC. */
import type { Duplex } from 'node:stream';
import type {
  BootSource,
  CachedImage,
  CellGuest,
  GuestSpec,
  PullImageRequest,
} from '../../../../proto/src/model.ts';
import type { LiveCell, LiveGuest } from '../../domain/live.ts';
import type { ChangeVerbs } from './change-verbs.ts';
import type { LeaseVerbs } from './leases.ts';
import type { MediaVerbs } from './media-verbs.ts';
import type { MigrationVerbs } from './migration-verbs.ts';
import type { PolicyVerbs } from './policy-verbs.ts';
import type { QosVerbs } from './qos-verbs.ts';
import type { SnapshotVerbs } from './snapshot-verbs.ts';
import type { StorageVerbs } from './storage-verbs.ts';
import type { VolumeVerbs } from './volume-verbs.ts';

export interface CallOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Called with 0 to 100. */
  readonly onProgress?: (percent: number) => void;
}

/** A guest's life. */
export interface GuestVerbs {
  createGuest(
    cellId: string,
    request: { operationId: string; spec: GuestSpec },
    options: CallOptions,
  ): Promise<CellGuest>;
  deleteGuest(
    cellId: string,
    request: { operationId: string; guestId: string; force: boolean; storage?: string },
    options: CallOptions,
  ): Promise<void>;
  startGuest(
    cellId: string,
    request: { operationId: string; guestId: string; boot: BootSource },
    options: CallOptions,
  ): Promise<CellGuest>;
  stopGuest(
    cellId: string,
    request: { operationId: string; guestId: string; force: boolean },
    options: CallOptions,
  ): Promise<CellGuest>;
  rebootGuest(
    cellId: string,
    request: { operationId: string; guestId: string },
    options: CallOptions,
  ): Promise<CellGuest>;
  resetGuest(
    cellId: string,
    request: { operationId: string; guestId: string },
    options: CallOptions,
  ): Promise<CellGuest>;
  getGuest(cellId: string, guestId: string, options: CallOptions): Promise<CellGuest>;
}

/** The cell's image cache. */
export interface ImageVerbs {
  pullImage(
    cellId: string,
    request: Omit<PullImageRequest, 'url'>,
    options: CallOptions,
  ): Promise<CachedImage>;
  removeImage(
    cellId: string,
    request: { operationId: string; sha256: string; storage?: string },
    options: CallOptions,
  ): Promise<void>;
}

export interface CellGateway
  extends GuestVerbs,
    ChangeVerbs,
    ImageVerbs,
    LeaseVerbs,
    MediaVerbs,
    PolicyVerbs,
    MigrationVerbs,
    QosVerbs,
    SnapshotVerbs,
    StorageVerbs,
    VolumeVerbs {
  /** Bytes of the running guest's RFB server. */
  openConsole(cellId: string, guestId: string, options: { timeoutMs: number }): Promise<Duplex>;
}

/** What was last seen, in memory. */
export interface LiveView {
  cell(cellId: string): LiveCell | undefined;
  guest(guestId: string): LiveGuest | undefined;
  /** How many guests of the cell run, as last seen. */
  runningGuests(cellId: string): number;
  /** Grows when a cell comes or goes or a guest's state changes; statistics leave it alone. */
  readonly revision: number;
  /** What a finished verb told of a guest, ahead of the event that will tell it too. */
  note(cellId: string, guest: CellGuest): void;
  /** The guest is another cell's from now on, which has not told of it yet. */
  move(guestId: string, cellId: string): void;
  /** Tells those who watch, as if the cell had warned. */
  warn(warning: Omit<Extract<LiveChange, { type: 'warning' }>, 'type'>): void;
  /** Forgets a deleted guest. */
  forget(guestId: string): void;
  /** Calls back on each change of a cell's life or a guest's state, until the returned function is called. */
  watch(listener: (change: LiveChange) => void): () => void;
}

export type LiveChange =
  | { readonly type: 'cell'; readonly cellId: string; readonly alive: boolean }
  | {
      readonly type: 'guest';
      readonly cellId: string;
      readonly guestId: string;
      /** Set where the cell told of the guest: its state until then; null for one that was not there. */
      readonly stateBefore?: string | null;
    }
  | {
      readonly type: 'warning';
      readonly cellId: string;
      readonly guestId: string;
      readonly code: string;
      readonly message: string;
    };
