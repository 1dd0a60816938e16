import type { GuestState } from '../../../../proto/src/model.ts';

/** `virDomainState` */
const states: Readonly<Record<number, GuestState>> = {
  0: 'unknown',
  1: 'running',
  // Waits for something of the host's.
  2: 'running',
  3: 'paused',
  // Is being shut down.
  4: 'running',
  5: 'stopped',
  6: 'stopped',
  // Suspended by its own system.
  7: 'paused',
};

/** `virDomainPausedReason`, `virDomainShutoffReason`: those that are not ordinary. */
const reasons: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  3: { 5: 'io_error', 6: 'watchdog', 10: 'crashed', 13: 'migration_failed', 14: 'api_error' },
  5: { 3: 'crashed', 6: 'start_failed' },
  6: { 1: 'crashed' },
};

export function guestState(wire: { readonly state: number; readonly reason: number }): {
  state: GuestState;
  stateReason: string;
} {
  return { state: states[wire.state] ?? 'unknown', stateReason: reasons[wire.state]?.[wire.reason] ?? '' };
}
