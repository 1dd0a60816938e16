/**
 * What the use-cases keep. `store/` implements it over SQL. Reads return plain frozen-in-meaning domain values;
 * a missing row is `undefined`. Uniqueness and one-operation-per-subject are guarded by the database.
 */

import type { Cell, ComputePool, JoinTokenRecord } from '../../domain/cell.ts';
import type { Guest, GuestAccount, GuestChange, GuestPhase } from '../../domain/guest.ts';
import type { Image, ImageContent, ImageKind, ImagePhase } from '../../domain/image.ts';
import type { MonitorChannel, Session } from '../../domain/session.ts';
import type { Template } from '../../domain/template.ts';
import type { AddressPoolStore } from './address-pool-store.ts';
import type { AdjutantStore } from './adjutant-store.ts';
import type { ApiTokenStore } from './api-token-store.ts';
import type { AuditStore } from './audit-store.ts';
import type { BatchStore } from './batches.ts';
import type { DesktopRequestStore } from './desktop-request-store.ts';
import type { DesktopReserveStore } from './desktop-reserve-store.ts';
import type { DesktopSessionStore } from './desktop-session-store.ts';
import type { DesktopStore } from './desktop-store.ts';
import type { FlavorStore } from './flavor-store.ts';
import type { IdentityStore, TokenStore } from './identity-store.ts';
import type { LeaseStore } from './lease-store.ts';
import type { LogStore } from './log-store.ts';
import type { DrainStore } from './migration-verbs.ts';
import type { OperationStore } from './operation-store.ts';
import type { PolicyGroupStore } from './policy-store.ts';
import type { RollOutStore } from './roll-out-store.ts';
import type { SecondFactorStore } from './second-factor-store.ts';
import type { SnapshotStore } from './snapshot-verbs.ts';
import type { StoragePoolStore } from './storage-pool-store.ts';
import type { UsageStore } from './usage.ts';
import type { UserFloatingIpStore } from './user-floating-ip-store.ts';
import type { UserStore } from './user-store.ts';
import type { VolumeStore } from './volume-store.ts';
import type { WarningStore } from './warning-store.ts';

export interface Store {
  readonly addressPools: AddressPoolStore;
  readonly desktops: DesktopStore;
  readonly desktopReserves: DesktopReserveStore;
  readonly desktopRequests: DesktopRequestStore;
  readonly desktopSessions: DesktopSessionStore;
  readonly flavors: FlavorStore;
  readonly adjutant: AdjutantStore;
  readonly guests: GuestStore;
  readonly cells: CellStore;
  readonly drains: DrainStore;
  readonly policyGroups: PolicyGroupStore;
  readonly pools: PoolStore;
  readonly storagePools: StoragePoolStore;
  readonly joinTokens: JoinTokenStore;
  readonly images: ImageStore;
  readonly templates: TemplateStore;
  readonly userFloatingIps: UserFloatingIpStore;
  readonly users: UserStore;
  readonly volumes: VolumeStore;
  readonly identity: IdentityStore;
  readonly tokens: TokenStore;
  readonly sessions: SessionStore;
  readonly snapshots: SnapshotStore;
  readonly channels: ChannelStore;
  readonly operations: OperationStore;
  readonly batches: BatchStore;
  readonly apiTokens: ApiTokenStore;
  readonly rollOuts: RollOutStore;
  readonly secondFactors: SecondFactorStore;
  readonly audit: AuditStore;
  readonly leases: LeaseStore;
  readonly logs: LogStore;
  readonly warnings: WarningStore;
  readonly usage: UsageStore;
  /** All or nothing. Inside, only `tx` may be used: the outer store throws there instead of waiting for ever. */
  transaction<T>(work: (tx: Store) => Promise<T>): Promise<T>;
  /** Grows with every committed change of guests, cells or pools, so that derived sums can be kept until then. */
  readonly revision: number;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Whose things a search shows: everything, or the user's own and perhaps his group's. */
export type Scope =
  | { readonly all: true }
  | { readonly all: false; readonly userId: string; readonly groupId: string | null };

export interface GuestFilter {
  readonly scope: Scope;
  readonly pool?: string;
  readonly cellId?: string;
  /** Only `ready` and `migrating` ones (`true`) or only unfinished ones (`false`). */
  readonly created?: boolean;
  /** Plain text within name, an address promised or last seen, or the name or address of the cell. */
  readonly keyword?: string;
}

export interface GuestStore {
  /** @throws DomainError `already_exists` if the name is taken in its pool and group. */
  insert(guest: Guest): Promise<void>;
  get(id: string): Promise<Guest | undefined>;
  /** Sorted by name, then id. */
  list(filter: GuestFilter, page?: Page): Promise<Guest[]>;
  count(filter: GuestFilter): Promise<number>;
  setPhase(id: string, phase: GuestPhase): Promise<void>;
  /** @throws DomainError `already_exists` if the new name is taken in its pool and group. */
  update(id: string, change: GuestChange): Promise<void>;
  /** Whether any guest has it, upper case or lower. */
  hasEthernetAddress(address: string): Promise<boolean>;
  /** Until the guest is removed. @throws DomainError `already_exists` if another one has it. */
  holdEthernetAddress(guestId: string, address: string): Promise<void>;
  /** Whether a guest of the pool and group has the name. */
  hasName(pool: string, groupId: string, name: string): Promise<boolean>;
  /** The administrator's account inside the guest as last set; undefined if it never was. */
  getAccount(id: string): Promise<GuestAccount | undefined>;
  setAccount(id: string, account: GuestAccount): Promise<void>;
  /** For a guest whose system is another one now. */
  forgetAccount(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /**
   * Has another cell, perhaps of another pool, keep the guest's room and name, until `takeMove` or `dropMove`. A guest has one
   * move at most. @throws DomainError `already_exists` if the name is taken in that pool.
   */
  reserveMove(id: string, to: { cellId: string; pool: string; storage: string }): Promise<void>;
  /** The guest's row is of the cell, pool and storage that were reserved from now on. Again it changes nothing. */
  takeMove(id: string): Promise<void>;
  /** Gives back what was reserved, if it was. */
  dropMove(id: string): Promise<void>;
  /** Ids of guests of the pool with this `failover`, and `ready`: those that its flag is to change. */
  unlikePool(pool: string, failover: boolean, limit: number): Promise<string[]>;
  /** What guests ask of each cell, in one query. */
  demandByCell(): Promise<CellDemand[]>;
  /** The cells that keep room for guests on their way, once for each. */
  reservedMoves(): Promise<{ cellId: string }[]>;
  /** The guests on their way to another cell, with the cell that has them. */
  migrating(): Promise<{ id: string; cellId: string }[]>;
  /** The cells that have a guest of this anti-affinity or keep room for one, whatever it is doing. */
  cellsWithAntiAffinity(guest: Pick<Guest, 'pool' | 'groupId' | 'antiAffinity'>): Promise<string[]>;
  /** Keeps what was last seen, in one batch. */
  saveSeen(seen: readonly GuestSeen[]): Promise<void>;
  /** Every guest with what was last seen of it. */
  loadSeen(): Promise<KnownGuest[]>;
  usesImage(sha256: string): Promise<boolean>;
  /** Counts as using the image from now on, until `update` says what its disks stand on. */
  holdImage(id: string, sha256: string): Promise<void>;
}

export interface CellDemand {
  readonly cellId: string;
  readonly guests: number;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** Of guests still being created: not yet in what the cell reports. */
  readonly creatingMemoryBytes: number;
  readonly creatingDiskBytes: number;
}

export interface GuestSeen {
  readonly guestId: string;
  readonly seenAtMs: number;
  readonly state: string;
  readonly address: string;
}

export interface KnownGuest {
  readonly guestId: string;
  readonly cellId: string;
  /** Of its first interface. */
  readonly ethernetAddress: string;
  readonly seen: GuestSeen | null;
}

export interface CellStore {
  /** @throws DomainError `already_exists` if the name is taken by another living cell. */
  insert(cell: Cell): Promise<void>;
  get(id: string): Promise<Cell | undefined>;
  findByName(name: string): Promise<Cell | undefined>;
  /** Sorted by name; revoked ones are left out. */
  list(filter?: { readonly pool?: string | null }): Promise<Cell[]>;
  update(
    id: string,
    change: Partial<Pick<Cell, 'pool' | 'enabled' | 'address' | 'revokedAtMs'>>,
  ): Promise<void>;
  countGuests(cellId: string): Promise<number>;
}

export interface PoolStore {
  /** @throws DomainError `already_exists`. */
  insert(pool: ComputePool): Promise<void>;
  get(name: string): Promise<ComputePool | undefined>;
  /** Sorted by name, with the number of their cells. */
  list(): Promise<(ComputePool & { cells: number })[]>;
  update(
    name: string,
    change: Partial<Pick<ComputePool, 'enabled' | 'storage' | 'network' | 'failover'>>,
  ): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface JoinTokenStore {
  insert(token: JoinTokenRecord): Promise<void>;
  get(id: string): Promise<JoinTokenRecord | undefined>;
  /** True for the one caller that uses it first. */
  use(id: string, cellId: string, nowMs: number): Promise<boolean>;
  list(): Promise<JoinTokenRecord[]>;
  remove(id: string): Promise<void>;
}

export interface ImageFilter {
  readonly kind: ImageKind;
  readonly scope: Scope;
  /** Any of them matches. */
  readonly tags?: readonly string[];
}

export interface ImageStore {
  /** @throws DomainError `already_exists` if the name is taken in its group. */
  insert(image: Image): Promise<void>;
  get(id: string): Promise<Image | undefined>;
  /** Sorted by name. */
  list(filter: ImageFilter): Promise<Image[]>;
  update(
    id: string,
    change: Partial<
      Pick<
        Image,
        | 'name'
        | 'description'
        | 'tags'
        | 'ownerId'
        | 'owner'
        | 'groupId'
        | 'group'
        | 'modifiedAtMs'
        | 'progress'
      >
    >,
  ): Promise<void>;
  /** Moves from one of the given phases; false if it was in another (somebody else holds it). */
  setPhase(id: string, from: readonly ImagePhase[], to: ImagePhase): Promise<boolean>;
  setContent(id: string, content: ImageContent, modifiedAtMs: number): Promise<void>;
  findBySha256(sha256: string): Promise<Image | undefined>;
  /** Of all contents, and of what guests stand on. */
  wantedHashes(): Promise<string[]>;
  remove(id: string): Promise<void>;
  /** After a restart no upload is under way: back to `empty`, or `ready` where older content is there. */
  releaseUploads(): Promise<void>;
}

export interface TemplateStore {
  insert(template: Template): Promise<void>;
  get(id: string): Promise<Template | undefined>;
  /** In order of creation. */
  list(): Promise<Template[]>;
  update(id: string, change: Omit<Template, 'id' | 'createdAtMs'>): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface SessionStore {
  insert(session: Session): Promise<void>;
  get(idHash: string): Promise<Session | undefined>;
  extend(idHash: string, expiresAtMs: number): Promise<void>;
  /** Ends the user's sessions but the one kept. */
  endOthers(userId: string, keepIdHash: string | null): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}

export interface ChannelStore {
  insert(channel: MonitorChannel): Promise<void>;
  /** Takes it away for the one caller; undefined if unknown, used or expired. */
  take(idHash: string, nowMs: number): Promise<MonitorChannel | undefined>;
  /** Those of the user to the guest that were not used yet. */
  removeOf(guestId: string, userId: string): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}
