import type { Connection, TimedSession } from '../../domain/desktop-session.ts';
import { type ListCondition, matchesAll, wantedValues } from '../../domain/list-condition.ts';
import type { Context } from '../context.ts';
import { desktopReach } from '../desktop-servers/desktop-reach.ts';
import type { Ports } from '../ports/index.ts';

/** Conditions that all hold. */
export interface SessionSearch {
  /** Of `user_id`, `user_name` and `instance_id`. */
  readonly conditions: readonly ListCondition[];
  readonly serverName?: string | undefined;
  readonly projectId?: string | undefined;
  readonly connection?: Connection | undefined;
  /** Only the newest of each desktop. */
  readonly last?: boolean | undefined;
}

/** Those on desktops that the caller reads, the newest first. @throws DomainError `forbidden`. */
export async function listSessions(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  { conditions, serverName, projectId, connection, last = false }: SessionSearch,
): Promise<TimedSession[]> {
  const { domainId, projectIds } = desktopReach(ctx);
  const asked = projectId === undefined ? undefined : [projectId];
  const found = await store.desktopSessions.list({
    domainId,
    projectIds: projectIds && asked ? asked.filter((id) => projectIds.includes(id)) : (asked ?? projectIds),
    userIds: wantedValues(conditions, 'user_id') ?? undefined,
    serverIds: wantedValues(conditions, 'instance_id') ?? undefined,
    serverName,
    connection,
  });
  const matching = found.filter((session) => matchesAll(conditions, (name) => parameterOf(session, name)));
  return last ? newestOfEach(matching) : matching;
}

function parameterOf({ userId, userName, serverId }: TimedSession, parameter: string): string {
  if (parameter === 'user_id') return userId;
  return parameter === 'user_name' ? userName : serverId;
}

function newestOfEach(sessions: readonly TimedSession[]): TimedSession[] {
  const newest = new Map<string, TimedSession>();
  for (const session of sessions) if (!newest.has(session.serverId)) newest.set(session.serverId, session);
  return [...newest.values()];
}
