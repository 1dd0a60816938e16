/** Requests of the verbs of failover. Times are milliseconds. */
import type { GuestCommand } from './model.ts';

export interface LeaseBasis {
  /** Of the host's present boot. */
  readonly bootId: string;
  /** Since that boot, as the cell's lease keeper told it. */
  readonly atMs: number;
}

export interface RenewLeasesRequest {
  readonly basis: LeaseBasis;
  /** From the basis on. */
  readonly durationMs: number;
  readonly guestIds: readonly string[];
}

export interface RenewLeasesReply {
  readonly accepted: boolean;
  /** Of the next renewal. */
  readonly basis: LeaseBasis;
}

export interface SetFailoverRequest extends GuestCommand {
  readonly enabled: boolean;
}
