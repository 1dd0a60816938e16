import type { ReserveLimits } from '../../domain/desktop-reserve.ts';

/** What the configuration says of remote desktops. */
export interface DesktopSettings {
  /** Compute pool of projects that name none, and what `nova` stands for. */
  readonly zone: string;
  /** A run of `*` counts. */
  readonly namePattern: string;
  /** How many ids the list of tasks has. */
  readonly recentTasks: number;
  readonly reserve: ReserveLimits;
  readonly licence: {
    /** The broker refuses users when it has expired. */
    readonly enforced: boolean;
    readonly name: string;
    readonly expiresAtMs: number;
    /** Tells this installation from all others. */
    readonly installation: string;
  };
}
