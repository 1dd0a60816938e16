/** Requests and replies of the verbs that move a guest from cell to cell; `migration.proto` has their order. */
import type { GuestCommand, GuestSpec } from './model.ts';

export interface DepartGuestRequest extends GuestCommand {
  /** The disks do not lie on storage that both cells have. */
  readonly copy: boolean;
}

/** What the target needs to know of the guest besides its spec. */
export interface Departure {
  /** It runs. */
  readonly live: boolean;
  /** From hypervisor to hypervisor. Holds secrets. */
  readonly luggage: Uint8Array;
}

export interface ExpectGuestRequest {
  readonly operationId: string;
  readonly spec: GuestSpec;
  readonly departure: Departure;
  readonly copy: boolean;
  /** The cell that may open channels, with the ticket. */
  readonly sourceCellId: string;
  readonly ticket: string;
}

/** From hypervisor to hypervisor; empty for a guest that does not run. */
export type Cookie = Uint8Array;

export interface SendGuestRequest extends GuestCommand {
  readonly copy: boolean;
  readonly cookie: Cookie;
  readonly target: TunnelTarget;
  readonly ticket: string;
}

/** Where the tunnels of another cell are. */
export interface TunnelTarget {
  /** That the certificate must name. */
  readonly cellId: string;
  readonly host: string;
  readonly port: number;
}

export interface ArriveGuestRequest extends GuestCommand {
  readonly cookie: Cookie;
}

export interface LeaveGuestRequest extends GuestCommand {
  readonly copy: boolean;
  readonly cookie: Cookie;
}

export interface RefuseGuestRequest extends GuestCommand {
  readonly copy: boolean;
  /** Name of the attached storage that its disks here are on; empty: the cell's own. */
  readonly storage: string;
}
