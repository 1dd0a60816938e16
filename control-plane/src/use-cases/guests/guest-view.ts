import type { Guest } from '../../domain/guest.ts';
import type { GuestStatus, LiveGuest } from '../../domain/live.ts';

/** A guest as wanted, with what was last seen of it; each dialect makes its own form of it. */
export interface GuestView {
  readonly guest: Guest;
  /** `lost` while its cell is silent. */
  readonly status: GuestStatus;
  readonly live: LiveGuest | undefined;
  readonly cell: { readonly name: string; readonly host: string };
  /** 0 to 100 of its creation; 100 once it is created. */
  readonly progress: number;
}
