/**
 * When a session on a desktop ends by itself. Durations are summed up by a clock that does not jump, so neither a clock that is
 * set nor a control plane that was away ends one.
 */

/** What a time-out does besides ending the session: the desktop is stopped, or given back. */
export const timeoutActions = ['stop', 'release'] as const;
export type TimeoutAction = (typeof timeoutActions)[number];

/** Null: never. */
export interface SessionTimeouts {
  /** Without work of the user, connected or not. */
  readonly idleS: number | null;
  /** Without a connection. */
  readonly disconnectS: number | null;
  /** Whatever the user does. */
  readonly longestS: number | null;
  readonly action: TimeoutAction;
}

/**
 * What is known of the user: `unknown` until a gateway or the web client tells, and for good of a client that connects by
 * itself.
 */
export const sessionActivities = ['unknown', 'active', 'idle', 'disconnected'] as const;
export type SessionActivity = (typeof sessionActivities)[number];

export interface SessionAges {
  readonly activity: SessionActivity;
  readonly openMs: number;
  /** Without pause idle or disconnected. */
  readonly idleMs: number;
  /** Without pause disconnected. */
  readonly awayMs: number;
}

export type TimeoutReason = 'idle' | 'disconnected' | 'longest';

/** @returns null: it goes on. */
export function timedOut(
  { activity, openMs, idleMs, awayMs }: SessionAges,
  { idleS, disconnectS, longestS }: SessionTimeouts,
): TimeoutReason | null {
  if (isOver(openMs, longestS)) return 'longest';
  if (activity === 'disconnected' && isOver(awayMs, disconnectS)) return 'disconnected';
  const isIdle = activity === 'idle' || activity === 'disconnected';
  return isIdle && isOver(idleMs, idleS) ? 'idle' : null;
}

function isOver(ageMs: number, limitS: number | null): boolean {
  return limitS !== null && ageMs >= limitS * 1000;
}
