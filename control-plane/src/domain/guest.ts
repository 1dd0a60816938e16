/** What a guest is wanted to be. What was last seen of it is kept apart: `live.ts`. */
import type {
  CloudInit,
  DiskSpec,
  Hardware,
  InterfaceSpec,
  OperatingSystem,
  Qos,
  VolumeSpec,
} from '../../../proto/src/model.ts';
import type { SecurityPolicy } from './policy.ts';

/** All but `ready` belong to a running operation; only a `ready` guest can be worked with. */
export type GuestPhase = 'creating' | 'ready' | 'resetting' | 'migrating' | 'deleting';

export interface Guest {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly owner: string;
  readonly groupId: string;
  readonly group: string;
  readonly pool: string;
  readonly cellId: string;
  readonly phase: GuestPhase;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly disks: readonly DiskSpec[];
  readonly interfaces: readonly InterfaceSpec[];
  readonly hardware: Hardware;
  readonly operatingSystem: OperatingSystem;
  /** The template's administrator. */
  readonly adminName: string;
  readonly modules: readonly string[];
  readonly cloudInit: CloudInit | null;
  readonly qos: Qos;
  /** Its own: a copy of the group's that it was created with. */
  readonly securityPolicy: SecurityPolicy;
  readonly autoStart: boolean;
  /** Its cell starts it under a lease only: it may be started elsewhere once that is over. */
  readonly failover: boolean;
  /** Guests of one such name never share a cell, within their pool and group; empty: none. */
  readonly antiAffinity: string;
  readonly monitorSecret: string;
  /** The disk image that the system disk came from. */
  readonly imageId: string | null;
  readonly createdAtMs: number;
  /** Name of the storage pool that its disks are on; empty: its cell's own. */
  readonly storage: string;
  /** Attached to it, as its cell has last been told. */
  readonly volumes: readonly VolumeSpec[];
  /** Those of the outside that lead to it, as its cell has last been told. */
  readonly floatingAddresses: readonly string[];
  /** The desktop project that it belongs to; null: none, it is its owner's and his group's. */
  readonly projectId: string | null;
}

/** What of a guest may become another. */
export type GuestChange = Partial<Omit<Guest, 'id' | 'phase' | 'createdAtMs'>>;

/** An account inside the guest's own system. */
export interface GuestAccount {
  readonly user: string;
  readonly password: string;
}

/** Its system disk is being made: it is not there yet, or not there again. */
export function isInTheMaking({ phase }: Pick<Guest, 'phase'>): boolean {
  return phase === 'creating' || phase === 'resetting';
}

/** Only cells with an external bridge can have it. */
export function isExternal({ interfaces }: Pick<Guest, 'interfaces'>): boolean {
  return interfaces.some(({ network }) => network === 'external');
}

export function totalDiskBytes(guest: { readonly disks: readonly DiskSpec[] }): number {
  return guest.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
}
