import type { DesktopProject } from '../../domain/desktop.ts';
import type { DesktopRequest } from '../../domain/desktop-request.ts';
import type { Context } from '../context.ts';
import { assignDesktop } from '../desktop-servers/assign-desktop.ts';
import type { Ports, Store } from '../ports/index.ts';
import { heldBy } from './choose-personal-desktop.ts';
import { readinessOf } from './desktop-readiness.ts';

interface Shared {
  readonly id: string;
  readonly name: string;
  /** A running one is better than one that has to be started, and that than one being made. */
  readonly rank: number;
  readonly users: number;
  readonly sessions: number;
}

/**
 * The one that the user has, himself or by a group; else the one with the fewest users, then with the fewest open sessions, then
 * the first by name, which becomes his as well. Null: there is none with room.
 */
export async function chooseSharedDesktop(
  tx: Store,
  ports: Pick<Ports, 'live'>,
  ctx: Context,
  { userId, projectId }: DesktopRequest,
  { maxUsersPerServer }: DesktopProject,
): Promise<string | null> {
  const user = { kind: 'user', id: userId } as const;
  const groups = (await tx.users.searchGroups({ userId })).map(({ id }) => ({ kind: 'group', id }) as const);
  const own = [
    ...(await heldBy(tx, ports, projectId, [user])),
    ...(await heldBy(tx, ports, projectId, groups)),
  ];
  const usable = own.find(({ rank }) => rank < 5) ?? own[0];
  if (usable) return usable.server.id;
  const shared: Shared[] = [];
  const sessions = await sessionsByServer(tx, projectId);
  for (const { server, holders } of await tx.desktops.listHeld({ projectIds: [projectId] })) {
    const { rank } = readinessOf(ports, server, await tx.guests.get(server.id));
    if (rank === 5 || holders.length >= (maxUsersPerServer ?? Number.POSITIVE_INFINITY)) continue;
    if (server.maintenance !== null || !['ready', 'building'].includes(server.state)) continue;
    const { id, name } = server;
    shared.push({
      id,
      name,
      rank: Math.max(1, rank),
      users: holders.length,
      sessions: sessions.get(id) ?? 0,
    });
  }
  const [best] = shared.sort(
    (one, other) =>
      one.rank - other.rank ||
      one.users - other.users ||
      one.sessions - other.sessions ||
      (one.name < other.name ? -1 : 1),
  );
  if (best === undefined) return null;
  await assignDesktop(tx, ctx, { id: best.id, projectId }, user);
  return best.id;
}

async function sessionsByServer(tx: Store, projectId: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { serverId } of await tx.desktopSessions.list({ projectIds: [projectId], open: true }))
    counts.set(serverId, (counts.get(serverId) ?? 0) + 1);
  return counts;
}
