/** Everything that use-cases may reach. A verb asks for the parts that it uses: `Pick<Ports, 'store' | 'cells'>`. */

import type { Readable } from 'node:stream';
import type { DomainError } from '../../../../proto/src/errors.ts';
import type { ImageContent, ImageKind } from '../../domain/image.ts';
import type { Operation } from '../../domain/operation.ts';
import type { PasswordPolicy } from '../../domain/password-policy.ts';
import type { Context } from '../context.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Adjutant } from './adjutant.ts';
import type { Batches } from './batches.ts';
import type { CellGateway, LiveView } from './cell-gateway.ts';
import type { CellAuthority, CellLinks } from './cell-trust.ts';
import type { DesktopRequests } from './desktop-request-store.ts';
import type { Reserves } from './desktop-reserve-store.ts';
import type { DesktopSettings } from './desktop-settings.ts';
import type { Keystone } from './keystone.ts';
import type { Leases } from './leases.ts';
import type { PasswordScript } from './password-script.ts';
import type { OneTimeCodes } from './second-factor-store.ts';
import type { CellStorages } from './storage-verbs.ts';
import type { Store } from './store.ts';
import type { UsageView } from './usage.ts';

export type { AddressPoolStore, CountedAddressPool } from './address-pool-store.ts';
export type * from './adjutant.ts';
export type { AdjutantStore } from './adjutant-store.ts';
export type { ApiTokenStore } from './api-token-store.ts';
export type { AuditFilter, AuditRow, AuditStore } from './audit-store.ts';
export type { Batches, BatchStore } from './batches.ts';
export type {
  CallOptions,
  CellGateway,
  GuestVerbs,
  ImageVerbs,
  LiveChange,
  LiveView,
} from './cell-gateway.ts';
export type { CellAuthority, CellLinks } from './cell-trust.ts';
export type { ChangeVerbs } from './change-verbs.ts';
export type * from './desktop-request-store.ts';
export type * from './desktop-reserve-store.ts';
export type * from './desktop-session-store.ts';
export type { BrokerSettings, DesktopSettings } from './desktop-settings.ts';
export type * from './desktop-store.ts';
export type { FlavorStore } from './flavor-store.ts';
export type * from './identity-store.ts';
export type { Keystone, KeystoneLogin } from './keystone.ts';
export type { LeaseStore } from './lease-store.ts';
export type { Fence, Leases, LeaseVerbs } from './leases.ts';
export type { LogEntry, LogStore } from './log-store.ts';
export type { MediaVerbs } from './media-verbs.ts';
export type { DrainStore, MigrationVerbs } from './migration-verbs.ts';
export type { OperationFilter, OperationStore } from './operation-store.ts';
export type { PasswordScript } from './password-script.ts';
export type { PolicyGroupFilter, PolicyGroupStore } from './policy-store.ts';
export type { PolicyVerbs } from './policy-verbs.ts';
export type { QosVerbs } from './qos-verbs.ts';
export type { RollOutStore } from './roll-out-store.ts';
export type { OneTimeCodes, SecondFactorStore } from './second-factor-store.ts';
export type { SnapshotStore, SnapshotVerbs } from './snapshot-verbs.ts';
export type { StoragePoolStore } from './storage-pool-store.ts';
export type { CellStorages, StorageVerbs } from './storage-verbs.ts';
export type * from './store.ts';
export type { UsageHour, UsageRange, UsageStore, UsageView } from './usage.ts';
export type * from './user-floating-ip-store.ts';
export type * from './user-store.ts';
export type * from './volume-store.ts';
export type { VolumeVerbs } from './volume-verbs.ts';
export type { WarningStore } from './warning-store.ts';

export interface Ports {
  readonly store: Store;
  readonly cells: CellGateway;
  readonly live: LiveView;
  readonly usage: UsageView;
  readonly cellLinks: CellLinks;
  readonly cellStorages: CellStorages;
  readonly leases: Leases;
  readonly authority: CellAuthority;
  readonly operations: Operations;
  readonly batches: Batches;
  readonly events: EventLog;
  readonly desktopRequests: DesktopRequests;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly passwords: Passwords;
  readonly oneTimeCodes: OneTimeCodes;
  readonly passwordPolicy: PasswordPolicy;
  /** Null: none. */
  readonly passwordScript: PasswordScript | null;
  /** Null: tokens are this installation's own. */
  readonly keystone: Keystone | null;
  readonly imageFiles: ImageFiles;
  readonly limits: Limits;
  readonly adjutant: Adjutant;
  readonly desktops: DesktopSettings;
  readonly reserves: Reserves;
}

/** What the steps of an operation reach: batches and requests start operations, never the other way round. */
export type StepPorts = Omit<Ports, 'batches' | 'adjutant' | 'events' | 'desktopRequests'>;

export interface Clock {
  nowMs(): number;
}

export interface Ids {
  /** UUID version 4. */
  uuid(): string;
  /** 20 characters of [0-9a-v], sortable by time, as Nano's template ids. */
  xid(nowMs: number): string;
  /** Unguessable, URL-safe, 256 bits. */
  secret(): string;
  /** Letters and digits for people to type. */
  password(length: number): string;
  /** Locally administered unicast MAC with the prefix `52:54:00`. */
  ethernetAddress(): string;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for `undefined` (no such user) as for a wrong password. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

/** The files behind images, named by image id and version. */
export interface ImageFiles {
  /**
   * Streams an upload into place: hashes it, checks its format, syncs it, renames it. `checksum` is asked for after the
   * last byte, since a form may name it after the file; what it throws ends the upload. The chunks of `source` become
   * its own.
   * @throws DomainError `invalid` (`bad_format`, `checksum_mismatch`, `upload_aborted`), `no_capacity` (`disk_full`).
   */
  receive(
    imageId: string,
    kind: ImageKind,
    version: number,
    source: Readable,
    checksum: () => Promise<string | null>,
  ): Promise<ImageContent>;
  /** Path of the complete file. */
  path(imageId: string, kind: ImageKind, version: number): string;
  remove(imageId: string, kind: ImageKind, version: number): Promise<void>;
  exists(imageId: string, kind: ImageKind, version: number): Promise<boolean>;
  /** The complete files in the kind's folder, whosever they are; not those that change at this moment. */
  find(kind: ImageKind, nowMs: number): Promise<FoundImageFile[]>;
}

/** A file in the images folder. */
export interface FoundImageFile {
  /** Its file name; what is no UTF-8 in it is replaced. */
  readonly name: string;
  /** The image whose content it is by its name; null if it has a name of its own. */
  readonly imageId: string | null;
  /** Reads all of it. Null if it is gone or changes meanwhile. @throws DomainError `invalid` with reason `bad_format`. */
  read(): Promise<ImageContent | null>;
  /** Gives it the name of the image's first version; false if it is gone or changed since it was found. */
  become(imageId: string): Promise<boolean>;
}

export interface Operations {
  /** Writes the operation's rows; call inside the transaction that reserves what it needs. */
  submit(
    tx: Store,
    context: Context,
    request: { kind: string; subject: { kind: string; id: string }; input: unknown },
  ): Promise<Operation>;
  /** Lets a submitted (and committed) operation run. */
  start(operationId: string): void;
  /** Returns the finished operation. @throws DomainError `timeout` with reason `operation_running` if it goes on longer. */
  finished(operationId: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<Operation>;
  /** @throws DomainError `conflict` if it can no longer be cancelled. */
  cancel(operationId: string): Promise<void>;
  /**
   * Has an operation whose cell is lost for good fail with the error, undone as far as can be without that cell. One whose
   * outcome is decided goes on.
   */
  giveUp(operationId: string, error: DomainError): void;
}

export interface Limits {
  readonly maxCores: number;
  readonly maxMemoryBytes: number;
  readonly maxDiskBytes: number;
  /** How many guests one batch may have. */
  readonly maxBatch: number;
  readonly sessionTimeoutMs: number;
  readonly channelTimeoutMs: number;
  /** How long a token of the identity API lives. */
  readonly tokenTimeoutMs: number;
  /** How much of its physical memory and disk a cell's guests may be configured for. */
  readonly overcommit: number;
  /** When the control plane started. */
  readonly startedAtMs: number;
}
