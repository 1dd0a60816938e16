import type { SessionAges } from './session-timeouts.ts';

/** That a user works with a desktop now, or did. */
export const connections = ['web', 'ssh', 'client'] as const;

/** `web`: by the web client; `ssh`: by a console; `client`: by a program of its own. */
export type Connection = (typeof connections)[number];

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
  readonly createdAtMs: number;
  /** Null: it is open. */
  readonly closedAtMs: number | null;
}

/** As it is kept. */
export type TimedSession = DesktopSession & SessionAges & { readonly seenAtMs: number };
