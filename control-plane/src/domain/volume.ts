/**
 * A data disk of a desktop project.
 *
 *   available ──▶ attaching ──▶ in-use ──▶ detaching ──▶ available
 *       └──▶ extending ──▶ available      └──▶ deleting ──▶ (gone)
 *
 * In all states but the first one guest or one operation has it, and nobody else gets it. `error`: what it held is lost.
 */
export type VolumeState =
  | 'available'
  | 'attaching'
  | 'in-use'
  | 'detaching'
  | 'extending'
  | 'deleting'
  | 'error';

export interface Volume {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string;
  readonly sizeBytes: number;
  /** Name of the storage pool; empty: the disk of a cell. */
  readonly storage: string;
  readonly state: VolumeState;
  /** Its file is there; it is made for the first guest that gets it. */
  readonly made: boolean;
  /** Whose disk it is on; null: nobody's yet, or a storage pool's. */
  readonly cellId: string | null;
  /** Who has it, gets it or lets go of it. */
  readonly guestId: string | null;
  /** Its place among those of the guest. */
  readonly slot: number | null;
  readonly attachedAtMs: number | null;
  /** When its detachment is tried again. */
  readonly dueAtMs: number;
  readonly createdAtMs: number;
}

/** What of a volume may become another. */
export type VolumeChange = Partial<Omit<Volume, 'id' | 'projectId' | 'createdAtMs'>>;

export interface VolumeAssignment {
  readonly id: number;
  readonly userId: string;
  readonly projectId: string;
  readonly volumeId: string;
}

/** Nobody has it. */
export const detached = { guestId: null, slot: null, attachedAtMs: null, dueAtMs: 0 } as const;

export const maxVolumesPerGuest = 10;

/** @returns null if the guest has as many as it can. */
export function freeSlot(taken: readonly { readonly slot: number | null }[]): number | null {
  const slots = Array.from({ length: maxVolumesPerGuest }, (_, slot) => slot);
  return slots.find((slot) => taken.every((one) => one.slot !== slot)) ?? null;
}
