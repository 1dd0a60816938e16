import type { Connection, TimedSession } from '../../domain/desktop-session.ts';
import type { SessionActivity } from '../../domain/session-timeouts.ts';
import type { DesktopSessionsTable } from '../tables/desktops.ts';

export function toSession(row: DesktopSessionsTable): TimedSession {
  return {
    id: row.id,
    serverId: row.server_id,
    serverName: row.server_name,
    projectId: row.project_id,
    userId: row.user_id,
    userName: row.user_name,
    connection: row.connection === '' ? null : (row.connection as Connection),
    clientAddress: row.client_ip,
    clientSystem: row.client_os,
    clientInfo: row.client_info,
    createdAtMs: row.created_at_ms,
    closedAtMs: row.closed_at_ms,
    activity: row.activity as SessionActivity,
    openMs: row.open_ms,
    idleMs: row.idle_ms,
    awayMs: row.away_ms,
    seenAtMs: row.seen_at_ms,
    origin: row.origin === 'broker' ? 'broker' : 'gateway',
    rulePort: row.rule_port,
  };
}
