/** What the use-cases need around them. Each takes only the parts that it uses. */
import type { Duplex } from 'node:stream';
import type { CachedImage, HostWarning, PullImageRequest } from '../../../proto/src/model.ts';
import type { BuiltImage } from '../../../proto/src/model-media.ts';
import type { TunnelTarget } from '../../../proto/src/model-migration.ts';
import type { AttachStorageRequest, StorageState } from '../../../proto/src/model-storages.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import type { LeaseKeeper } from '../leases/lease-keeper.ts';
import type { KeyedLock } from './keyed-lock.ts';
import type { Arrivals, ChannelRequest } from './migration/arrivals.ts';
import type { RecentOperations } from './recent-operations.ts';

export interface CellFacts {
  readonly cellId: string;
  readonly name: string;
  readonly agentVersion: string;
  readonly startedAtMs: number;
  readonly consolePort: number;
  /** What the doctor warns of, and the certificate. */
  readonly warnings: () => readonly HostWarning[];
  /** The listener is called when `warnings` has changed, until the returned function is. */
  readonly watchWarnings: (listener: () => void) => () => void;
}

export interface Cell {
  readonly facts: CellFacts;
  readonly hypervisor: Hypervisor;
  /** The cell's own. */
  readonly images: ImageCache;
  readonly storages: Storages;
  readonly sendImage: SendImage;
  readonly leases: LeaseKeeper;
  readonly guestLocks: KeyedLock;
  readonly recentOperations: RecentOperations;
  readonly arrivals: Arrivals;
  readonly openChannel: OpenChannel;
}

/** Opens a stream to the agent of another cell. @throws DomainError `cell_unreachable`, and what that agent says. */
export type OpenChannel = (target: TunnelTarget, request: ChannelRequest) => Promise<Duplex>;

export interface LongCallOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number, phase: string) => void;
}

/** Sends a file to the control plane; returns when that has it, complete and verified. */
export type SendImage = (url: string, path: string, options: LongCallOptions) => Promise<BuiltImage>;

/** The storages that this cell shares with others. It keeps them attached, however often they go. */
export interface Storages {
  /** Sorted by name, as they were last seen. */
  states(): readonly StorageState[];
  /** Keeps it from now on. Returns what came of the first attempt, or that this goes on. */
  attach(request: AttachStorageRequest): Promise<StorageState>;
  /** Lets go of it; an unknown one is gone already. */
  detach(name: string): Promise<void>;
  /** @throws DomainError `cell_unreachable` with reason `storage_unavailable` while it is not attached. */
  require(name: string): AttachedStorage;
}

export interface AttachedStorage {
  readonly name: string;
  /** Folder of the disks of all cells' guests. */
  readonly disksPath: string;
  readonly images: ImageCache;
}

/** Image files by content hash. */
export interface ImageCache {
  list(): Promise<CachedImage[]>;
  /** Keeps the file from being removed until the hold is disposed. Undefined: not cached. */
  hold(sha256: string): Promise<HeldImage | undefined>;
  /** Returns when the image is in the cache, complete and verified. Callers of one hash share the download. */
  pull(request: PullImageRequest, options: LongCallOptions): Promise<CachedImage>;
  /** When it was pulled or last asked for; 0: not cached. */
  wantedAtMs(sha256: string): Promise<number>;
  /**
   * Deletes the image and its partial file; an absent one is removed already.
   * @throws DomainError `conflict` with reason `image_in_use` while it is held or `isUsed` says so.
   */
  remove(sha256: string, isUsed: () => Promise<boolean>): Promise<void>;
}

export interface HeldImage extends Disposable {
  readonly path: string;
}
