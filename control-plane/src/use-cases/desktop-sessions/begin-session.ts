import type { DesktopMode, DesktopServer } from '../../domain/desktop.ts';
import type { DesktopSession } from '../../domain/desktop-session.ts';
import type { Store } from '../ports/index.ts';

/** Whose session it becomes, on what. */
export interface SessionPlace {
  readonly server: DesktopServer;
  readonly mode: DesktopMode;
  readonly userId: string;
  readonly userName: string;
}

type SessionAbout = Pick<
  DesktopSession,
  'id' | 'connection' | 'clientAddress' | 'clientSystem' | 'clientInfo' | 'origin' | 'rulePort'
>;

/** The user's earlier session on the desktop ends; where desktops are one user's, all do. */
export async function beginSession(
  tx: Store,
  { server, mode, userId, userName }: SessionPlace,
  about: SessionAbout,
  nowMs: number,
): Promise<DesktopSession> {
  const whose = mode === 'standard' ? {} : { userId };
  await tx.desktopSessions.closeAll({ serverId: server.id, ...whose }, nowMs);
  const session: DesktopSession = {
    id: about.id,
    connection: about.connection,
    clientAddress: about.clientAddress,
    clientSystem: about.clientSystem,
    clientInfo: about.clientInfo,
    origin: about.origin,
    rulePort: about.rulePort,
    serverId: server.id,
    serverName: server.name,
    projectId: server.projectId,
    userId,
    userName,
    createdAtMs: nowMs,
    closedAtMs: null,
  };
  await tx.desktopSessions.insert(session);
  return session;
}
