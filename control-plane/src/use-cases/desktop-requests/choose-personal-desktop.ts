import type { DesktopHolder, DesktopServer } from '../../domain/desktop.ts';
import type { DesktopRequest } from '../../domain/desktop-request.ts';
import type { Context } from '../context.ts';
import { takeDesktop } from '../desktop-servers/assign-desktop.ts';
import type { Ports, Store } from '../ports/index.ts';
import { readinessOf } from './desktop-readiness.ts';

/** How many free desktops are looked at; among so many one is ready if any is. */
const freeSeen = 100;

interface Candidate {
  readonly server: DesktopServer;
  readonly rank: number;
}

/**
 * One that is the user's own; one of his groups' where nobody else is; a free one, the readiest and then the oldest, which
 * becomes his. Null: there is none. No desktop is ever given to two.
 */
export async function choosePersonalDesktop(
  tx: Store,
  ports: Pick<Ports, 'live'>,
  ctx: Context,
  { userId, projectId }: DesktopRequest,
): Promise<string | null> {
  const own = await heldBy(tx, ports, projectId, [{ kind: 'user', id: userId }]);
  if (own.length > 0) return (await lastUsed(tx, userId, readiest(own))).id;
  const groups = (await tx.users.searchGroups({ userId })).map(({ id }) => ({ kind: 'group', id }) as const);
  for (const { server, rank } of await heldBy(tx, ports, projectId, groups))
    if (rank < 5 && !(await isOccupied(tx, server.id, userId))) return server.id;
  return takeFree(tx, ports, ctx, { userId, projectId });
}

/** Most often the first that is looked at is ready; only when none is, all are compared. */
async function takeFree(
  tx: Store,
  ports: Pick<Ports, 'live'>,
  ctx: Context,
  { userId, projectId }: Pick<DesktopRequest, 'userId' | 'projectId'>,
): Promise<string | null> {
  const holder = { kind: 'user', id: userId } as const;
  const others: Candidate[] = [];
  for (const server of await tx.desktops.freeServers(projectId, freeSeen)) {
    const candidate = await candidateOf(tx, ports, server);
    if (candidate.rank > 0) others.push(candidate);
    else if (await takeDesktop(tx, ctx, server, holder)) return server.id;
  }
  const building = await ranked(tx, ports, await tx.desktops.freeBuilding(projectId, freeSeen));
  for (const { server, rank } of [...others.sort(readierFirst), ...building])
    if (rank < 5 && (await takeDesktop(tx, ctx, server, holder))) return server.id;
  return null;
}

/** What these have in the project, the readiest first. */
export async function heldBy(
  tx: Store,
  ports: Pick<Ports, 'live'>,
  projectId: string,
  holders: readonly DesktopHolder[],
): Promise<Candidate[]> {
  const servers: DesktopServer[] = [];
  for (const holder of holders)
    for (const assignment of await tx.desktops.assignmentsTo(holder)) {
      const isHere = assignment.projectId === projectId;
      const server = isHere ? await tx.desktops.getServer(assignment.serverId) : undefined;
      if (server && server.state !== 'deleting') servers.push(server);
    }
  return ranked(tx, ports, servers);
}

async function ranked(
  tx: Store,
  ports: Pick<Ports, 'live'>,
  servers: readonly DesktopServer[],
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const server of servers) candidates.push(await candidateOf(tx, ports, server));
  return candidates.sort(readierFirst);
}

async function candidateOf(tx: Store, ports: Pick<Ports, 'live'>, server: DesktopServer): Promise<Candidate> {
  const { rank } = readinessOf(ports, server, await tx.guests.get(server.id));
  return { server, rank: server.maintenance === null ? rank : 5 };
}

const readierFirst = (one: Candidate, other: Candidate) => one.rank - other.rank;

/** Those as good as the first; one that has to be started is no worse than one that runs. */
function readiest(candidates: readonly Candidate[]): DesktopServer[] {
  const isHealthy = ({ rank }: Candidate) => rank < 5;
  const healthy = candidates.filter(isHealthy);
  return (healthy.length > 0 ? healthy : candidates).map(({ server }) => server);
}

async function lastUsed(
  tx: Store,
  userId: string,
  servers: readonly DesktopServer[],
): Promise<{ readonly id: string }> {
  const ids = servers.map(({ id }) => id);
  const [last] =
    ids.length > 1 ? await tx.desktopSessions.list({ userIds: [userId], serverIds: ids, limit: 1 }) : [];
  return { id: last?.serverId ?? ids[0] ?? '' };
}

/** Somebody else works with it, or is about to. */
async function isOccupied(tx: Store, serverId: string, userId: string): Promise<boolean> {
  const open = await tx.desktopSessions.list({ serverIds: [serverId], open: true });
  if (open.some((session) => session.userId !== userId)) return true;
  return tx.desktopRequests.isChosenByOthers(serverId, userId);
}
