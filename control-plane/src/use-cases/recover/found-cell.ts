import type { GuestSpec, GuestState } from '../../../../proto/src/model.ts';
import type { SnapshotRecord } from '../../domain/snapshot.ts';

export interface FoundGuest {
  readonly spec: GuestSpec;
  readonly state: GuestState;
  /** Null: its cell could not tell. */
  readonly snapshots: readonly SnapshotRecord[] | null;
}

/** A cell and its guests, as it told them itself. */
export interface FoundCell {
  readonly id: string;
  readonly name: string;
  /** Where it answered, `host:port`. */
  readonly address: string;
  readonly guests: readonly FoundGuest[];
}
