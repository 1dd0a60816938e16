/** What a guest is wanted to be. What was last seen of it is kept apart: `live.ts`. */
import type {
  CloudInit,
  DiskSpec,
  Hardware,
  InterfaceSpec,
  OperatingSystem,
  Qos,
} from '../../../proto/src/model.ts';

/** `creating` and `deleting` belong to a running operation; only a `ready` guest can be worked with. */
export type GuestPhase = 'creating' | 'ready' | 'deleting';

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
  readonly autoStart: boolean;
  readonly monitorSecret: string;
  /** The disk image that the system disk came from. */
  readonly imageId: string | null;
  readonly createdAtMs: number;
}

export function totalDiskBytes(guest: { readonly disks: readonly DiskSpec[] }): number {
  return guest.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
}
