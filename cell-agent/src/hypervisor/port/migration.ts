import type { Duplex } from 'node:stream';
import type { GuestSpec } from '../../../../proto/src/model.ts';
import type { Cookie, Departure } from '../../../../proto/src/model-migration.ts';
import type { BaseImage, LongCall } from '../port.ts';

/**
 * A guest's way from one cell to another; `migration.proto` has the order of the calls. Each names the operation, whose
 * mark is on the guest from `departGuest` and `expectGuest` on:
 *
 *   source   departing ──sendGuest──▶ departed ──leaveGuest──▶ (gone)      stayGuest: as before
 *   target   expected ──arriveGuest──▶ arrived ──admitGuest──▶ (ordinary)  refuseGuest: gone
 *
 * All but departing ones are hidden: neither listed nor found, and nothing else can be done with them. So at no time
 * could two cells start the guest.
 */
export interface MigrationHypervisor {
  /**
   * @param copy the disks do not lie on storage that both cells have.
   * @throws DomainError `conflict` with reason `guest_has_snapshots` for a running guest whose disks are to be copied.
   */
  departGuest(operationId: string, guestId: string, copy: boolean): Promise<Departure>;
  /**
   * Returns when the guest is stopped here for good or paused, and all of it has been taken by the target. Aborted, it
   * is as before.
   * @throws DomainError `conflict` with reason `power_changed` if it was started or stopped since `departGuest`.
   */
  sendGuest(operationId: string, guestId: string, parcel: Parcel, options: LongCall): Promise<Cookie>;
  /** Nothing of a guest that this operation has taken away stays. Any other is left alone. */
  leaveGuest(operationId: string, guestId: string, parcel: Omit<Parcel, 'open'>): Promise<void>;
  /** A guest that this operation was to take away is as before. */
  stayGuest(operationId: string, guestId: string): Promise<void>;

  /**
   * Makes what the guest needs here; again for the same operation it does so anew. What is left of a guest that has
   * departed from here is removed.
   * @throws DomainError `already_exists` with reason `guest_exists`.
   */
  expectGuest(operationId: string, arrival: Arrival, options: LongCall): Promise<Cookie>;
  /** Takes one stream of `sendGuest`; returns when it has ended. */
  takeChannel(operationId: string, guestId: string, channel: string, stream: Duplex): Promise<void>;
  /**
   * The guest goes on here, from when on it is this cell's. Again it changes nothing.
   * @throws DomainError `conflict` with reason `guest_not_here` if it has not come, and then never will.
   */
  arriveGuest(operationId: string, guestId: string, cookie: Cookie): Promise<Cookie>;
  /** Makes an arrived guest an ordinary one. */
  admitGuest(operationId: string, guestId: string): Promise<void>;
  /** Nothing of a guest that was expected stays. @throws DomainError `conflict` with reason `guest_arrived`. */
  refuseGuest(operationId: string, guestId: string, left: Left): Promise<void>;
}

export interface Left {
  /** The disks that were made for it are deleted, too. */
  readonly copy: boolean;
  /** Name of the attached storage that they are on; empty: the cell's own. */
  readonly storage: string;
}

export interface Parcel {
  readonly copy: boolean;
  readonly cookie: Cookie;
  /** Opens a stream to the target's `takeChannel`. */
  readonly open: (channel: string) => Promise<Duplex>;
}

export interface Arrival {
  readonly spec: GuestSpec;
  readonly departure: Departure;
  readonly copy: boolean;
  /** For each disk that stands on an image. */
  readonly bases: readonly (BaseImage | null)[];
}
