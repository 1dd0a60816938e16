import type { Connection, DesktopSession, TimedSession } from '../../domain/desktop-session.ts';
import type { SessionActivity, SessionTimeouts } from '../../domain/session-timeouts.ts';

/** Conditions that all hold. */
export interface DesktopSessionFilter {
  readonly domainId?: string | undefined;
  readonly projectIds?: readonly string[] | undefined;
  readonly userIds?: readonly string[] | undefined;
  readonly serverIds?: readonly string[] | undefined;
  readonly serverName?: string | undefined;
  readonly connection?: Connection | undefined;
  readonly open?: boolean | undefined;
  /** Only so many. */
  readonly limit?: number | undefined;
}

/** Which open sessions end: those that all of these hold for. */
export interface SessionEnd {
  readonly serverId?: string;
  readonly userId?: string;
}

export interface DesktopSessionStore {
  insert(session: DesktopSession): Promise<void>;
  get(id: string): Promise<TimedSession | undefined>;
  /** The newest first. */
  list(filter: DesktopSessionFilter): Promise<TimedSession[]>;
  /** The user's newest open one on the desktop. */
  newestOpen(serverId: string, userId: string): Promise<TimedSession | undefined>;
  /** Of an open one; a closed one stays as it is. */
  touch(id: string, activity: SessionActivity, seenAtMs: number): Promise<void>;
  /** All open ones, by so much. Those of whom nothing was heard for so long are disconnected. */
  growOlder(stepMs: number, silentAfterMs: number): Promise<void>;
  /** The open ones of projects that end sessions. */
  openWithTimeouts(): Promise<{ session: TimedSession; timeouts: SessionTimeouts }[]>;
  /** What is told of the client, and the rule; the rest stays. */
  update(session: DesktopSession): Promise<void>;
  /** Of a hand-over that failed. */
  remove(id: string): Promise<void>;
  /** Those whose rule is still there, closed ones among them. */
  ruledOf(serverId: string): Promise<DesktopSession[]>;
  /** Desktops with a rule for a session that is closed, once each. */
  serversToClose(limit: number): Promise<string[]>;
  /** Its rule is gone. */
  forgetRule(id: string): Promise<void>;
  /** False if it was closed already. */
  close(id: string, atMs: number): Promise<boolean>;
  /** Closes the open ones; tells how many. */
  closeAll(which: SessionEnd, atMs: number): Promise<number>;
  /** Whether somebody works with the desktop now. */
  isOpen(serverId: string): Promise<boolean>;
  /** Desktops with an open session, once each. */
  openServers(): Promise<string[]>;
}
