/** Who has a desktop. Each change is kept in its history; call inside the transaction that audits. */
import type {
  DesktopAssignment,
  DesktopAssignmentEvent,
  DesktopHolder,
  DesktopServer,
} from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import type { Store } from '../ports/index.ts';

type Assigned = Pick<DesktopServer, 'id' | 'projectId'>;

/** Besides those who have it; false if the holder has it already. */
export async function assignDesktop(
  tx: Store,
  ctx: Context,
  server: Assigned,
  holder: DesktopHolder,
): Promise<boolean> {
  if (!(await tx.desktops.assign(assignment(ctx, server, holder)))) return false;
  await remember(tx, ctx, server, holder, 'assigned');
  return true;
}

/**
 * For one that nobody has, ready or being built: false if somebody was faster. The one way for programs to hand out a
 * personal desktop.
 */
export async function takeDesktop(
  tx: Store,
  ctx: Context,
  server: Assigned,
  holder: DesktopHolder,
): Promise<boolean> {
  if (!(await tx.desktops.assignIfFree(assignment(ctx, server, holder)))) return false;
  await remember(tx, ctx, server, holder, 'assigned');
  return true;
}

/** False if the holder does not have it. What follows is `releaseDesktop`'s. */
export async function unassignDesktop(
  tx: Store,
  ctx: Context,
  server: Assigned,
  holder: DesktopHolder,
): Promise<boolean> {
  if (!(await tx.desktops.unassign(server.id, holder))) return false;
  await remember(tx, ctx, server, holder, 'unassigned');
  return true;
}

function assignment(
  { nowMs }: Context,
  { id, projectId }: Assigned,
  holder: DesktopHolder,
): DesktopAssignment {
  return { serverId: id, projectId, holder, createdAtMs: nowMs };
}

async function remember(
  tx: Store,
  { actor, nowMs }: Context,
  { id, projectId }: Assigned,
  holder: DesktopHolder,
  action: DesktopAssignmentEvent['action'],
): Promise<void> {
  const by = { actorId: actor.userId, actorName: actor.userName };
  await tx.desktops.recordAssignment({ serverId: id, projectId, holder, action, atMs: nowMs, ...by });
}
