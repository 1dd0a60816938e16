import type { DesktopSession, TimedSession } from '../../domain/desktop-session.ts';
import type { SessionActivity, SessionTimeouts } from '../../domain/session-timeouts.ts';
import type { DesktopSessionFilter, SessionEnd } from '../../use-cases/ports/desktop-session-store.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import { toTimeouts } from './desktop-projects.ts';
import { toSession } from './session-rows.ts';

export { forgetRule, remove, ruledOf, serversToClose, update } from './session-rules.ts';

const insertRow = preparedInsert('desktop_sessions');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('desktop_sessions').selectAll().where('id', '=', id),
);
const closeOne = prepared((query, { id, atMs }: { id: string; atMs: number }) =>
  query
    .updateTable('desktop_sessions')
    .set({ closed_at_ms: atMs })
    .where('id', '=', id)
    .where('closed_at_ms', 'is', null),
);
const openOf = prepared((query, { serverId }: { serverId: string }) =>
  query
    .selectFrom('desktop_sessions')
    .select('id')
    .where('server_id', '=', serverId)
    .where('closed_at_ms', 'is', null)
    .limit(1),
);
const open = prepared((query) =>
  query.selectFrom('desktop_sessions').select('server_id').distinct().where('closed_at_ms', 'is', null),
);

const newest = prepared((query, { serverId, userId }: { serverId: string; userId: string }) =>
  query
    .selectFrom('desktop_sessions')
    .selectAll()
    .where('server_id', '=', serverId)
    .where('user_id', '=', userId)
    .where('closed_at_ms', 'is', null)
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);
const noteActivity = prepared((query, values: { id: string; activity: string; seenAtMs: number }) =>
  query
    .updateTable('desktop_sessions')
    .set(({ eb, case: when }) => ({
      activity: values.activity,
      seen_at_ms: values.seenAtMs,
      silent_ms: 0,
      away_ms: when()
        .when(eb('activity', '=', 'disconnected'))
        .then(eb.ref('away_ms'))
        .else(eb.lit(0))
        .end(),
    }))
    .where('id', '=', values.id)
    .where('closed_at_ms', 'is', null),
);
const endPause = prepared((query, { id }: { id: string }) =>
  query.updateTable('desktop_sessions').set({ idle_ms: 0, away_ms: 0 }).where('id', '=', id),
);
const grow = prepared((query, { stepMs }: { stepMs: number }) =>
  query
    .updateTable('desktop_sessions')
    .set(({ eb, case: when }) => ({
      open_ms: eb('open_ms', '+', stepMs),
      silent_ms: eb('silent_ms', '+', stepMs),
      idle_ms: when()
        .when(eb('activity', 'in', ['idle', 'disconnected']))
        .then(eb('idle_ms', '+', stepMs))
        .else(eb.lit(0))
        .end(),
      away_ms: when()
        .when(eb('activity', '=', 'disconnected'))
        .then(eb('away_ms', '+', stepMs))
        .else(eb.lit(0))
        .end(),
    }))
    .where('closed_at_ms', 'is', null),
);
const falls = prepared((query, { silentAfterMs }: { silentAfterMs: number }) =>
  query
    .updateTable('desktop_sessions')
    .set({ activity: 'disconnected' })
    .where('closed_at_ms', 'is', null)
    .where('activity', 'in', ['active', 'idle'])
    .where('silent_ms', '>', silentAfterMs),
);
const timed = prepared((query) =>
  query
    .selectFrom('desktop_sessions')
    .innerJoin('desktop_projects', 'desktop_projects.project_id', 'desktop_sessions.project_id')
    .selectAll('desktop_sessions')
    .select(['idle_timeout_s', 'disconnect_timeout_s', 'longest_session_s', 'timeout_action'])
    .where('closed_at_ms', 'is', null)
    .where(({ or, eb }) =>
      or([
        eb('idle_timeout_s', 'is not', null),
        eb('disconnect_timeout_s', 'is not', null),
        eb('longest_session_s', 'is not', null),
      ]),
    ),
);

export async function insert(db: Db, session: DesktopSession): Promise<void> {
  await insertRow(db, {
    id: session.id,
    server_id: session.serverId,
    server_name: session.serverName,
    project_id: session.projectId,
    user_id: session.userId,
    user_name: session.userName,
    connection: session.connection ?? '',
    client_ip: session.clientAddress,
    client_os: session.clientSystem,
    client_info: session.clientInfo,
    created_at_ms: session.createdAtMs,
    seen_at_ms: session.createdAtMs,
    activity: 'unknown',
    open_ms: 0,
    idle_ms: 0,
    away_ms: 0,
    silent_ms: 0,
    closed_at_ms: session.closedAtMs,
    origin: session.origin,
    rule_port: session.rulePort,
  });
}

export async function get(db: Db, id: string): Promise<TimedSession | undefined> {
  const row = await byId.first(db, { id });
  return row && toSession(row);
}

export async function list(db: Db, filter: DesktopSessionFilter): Promise<TimedSession[]> {
  const { domainId, projectIds, userIds, serverIds, serverName, connection } = filter;
  const lists = [projectIds, userIds, serverIds];
  if (lists.some((one) => one?.length === 0)) return [];
  let query = queryBuilder
    .selectFrom('desktop_sessions')
    .selectAll()
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc');
  if (domainId !== undefined)
    query = query.where('project_id', 'in', (inner) =>
      inner.selectFrom('projects').select('projects.id').where('domain_id', '=', domainId),
    );
  if (projectIds !== undefined) query = query.where('project_id', 'in', [...projectIds]);
  if (userIds !== undefined) query = query.where('user_id', 'in', [...userIds]);
  if (serverIds !== undefined) query = query.where('server_id', 'in', [...serverIds]);
  if (serverName !== undefined) query = query.where('server_name', '=', serverName);
  if (connection !== undefined) query = query.where('connection', '=', connection);
  if (filter.open !== undefined) query = query.where('closed_at_ms', filter.open ? 'is' : 'is not', null);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return (await db.all(compiled(query))).map(toSession);
}

export async function newestOpen(
  db: Db,
  serverId: string,
  userId: string,
): Promise<TimedSession | undefined> {
  const row = await newest.first(db, { serverId, userId });
  return row && toSession(row);
}

export async function touch(db: Db, id: string, activity: SessionActivity, seenAtMs: number): Promise<void> {
  await noteActivity.run(db, { id, activity, seenAtMs });
  if (activity === 'active') await endPause.run(db, { id });
}

export async function growOlder(db: Db, stepMs: number, silentAfterMs: number): Promise<void> {
  await grow.run(db, { stepMs });
  await falls.run(db, { silentAfterMs });
}

export async function openWithTimeouts(
  db: Db,
): Promise<{ session: TimedSession; timeouts: SessionTimeouts }[]> {
  return (await timed.all(db, {})).map((row) => ({ session: toSession(row), timeouts: toTimeouts(row) }));
}

export async function close(db: Db, id: string, atMs: number): Promise<boolean> {
  return (await closeOne.run(db, { id, atMs })) > 0;
}

export async function closeAll(db: Db, { serverId, userId }: SessionEnd, atMs: number): Promise<number> {
  let query = queryBuilder
    .updateTable('desktop_sessions')
    .set({ closed_at_ms: atMs })
    .where('closed_at_ms', 'is', null);
  if (serverId !== undefined) query = query.where('server_id', '=', serverId);
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  return db.run(compiled(query));
}

export async function isOpen(db: Db, serverId: string): Promise<boolean> {
  return (await openOf.first(db, { serverId })) !== undefined;
}

export async function openServers(db: Db): Promise<string[]> {
  return (await open.all(db, {})).map(({ server_id }) => server_id);
}
