import type { SessionAges } from './session-timeouts.ts';

/** That a user works with a desktop now, or did. */
export const connections = ['web', 'ssh', 'client'] as const;

/** `web`: by the web client; `ssh`: by a console; `client`: by a program of its own. */
export type Connection = (typeof connections)[number];

/** Who told of the session: a gateway that leads to desktops, or the broker that handed the desktop over. */
export type SessionOrigin = 'gateway' | 'broker';

export interface DesktopSession {
  readonly id: string;
  readonly serverId: string;
  readonly serverName: string;
  readonly projectId: string;
  readonly userId: string;
  readonly userName: string;
  /** Null: the client did not say. */
  readonly connection: Connection | null;
  readonly clientAddress: string | null;
  readonly clientSystem: string | null;
  readonly clientInfo: string | null;
  readonly origin: SessionOrigin;
  /** The port that the client's address was let in to by a rule of the desktop's, until the session is over; null: by none. */
  readonly rulePort: number | null;
  readonly createdAtMs: number;
  /** Null: it is open. */
  readonly closedAtMs: number | null;
}

/** As it is kept. */
export type TimedSession = DesktopSession & SessionAges & { readonly seenAtMs: number };

/** How long after one side has told of a session the other's word is of the same one. */
const mergeMs = 60_000;

/** Whether an open session that `origin` told of is the one that the other side tells of now. */
export function isMerged(
  session: Pick<DesktopSession, 'origin' | 'createdAtMs'>,
  origin: SessionOrigin,
  nowMs: number,
): boolean {
  const ageMs = nowMs - session.createdAtMs;
  return session.origin === origin && ageMs >= 0 && ageMs <= mergeMs;
}
