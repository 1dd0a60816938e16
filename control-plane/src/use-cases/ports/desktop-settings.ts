import type { ReserveLimits } from '../../domain/desktop-reserve.ts';
import type { WebGuard } from '../../domain/web-guard.ts';

/** What the configuration says of the broker. */
export interface BrokerSettings {
  /** How long the outcome of a request can be asked for. */
  readonly requestTtlMs: number;
  /** How long a running desktop may take to have an address. */
  readonly addressTimeoutMs: number;
  /** Whether a user for whom there is no desktop gets a new one. */
  readonly createDesktops: boolean;
  /** How many requests may be at work. */
  readonly maxRequests: number;
  readonly webGuard: WebGuard;
}

/** What the configuration says of remote desktops. */
export interface DesktopSettings {
  /** Compute pool of projects that name none, and what `nova` stands for. */
  readonly zone: string;
  /** A run of `*` counts. */
  readonly namePattern: string;
  /** How many ids the list of tasks has. */
  readonly recentTasks: number;
  readonly reserve: ReserveLimits;
  readonly broker: BrokerSettings;
  readonly licence: {
    /** The broker refuses users when it has expired. */
    readonly enforced: boolean;
    readonly name: string;
    readonly expiresAtMs: number;
    /** Tells this installation from all others. */
    readonly installation: string;
  };
}
