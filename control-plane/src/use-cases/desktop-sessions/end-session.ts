import type { DesktopSession } from '../../domain/desktop-session.ts';
import type { Context } from '../context.ts';
import { releaseDesktop } from '../desktop-servers/release-desktop.ts';
import type { Store } from '../ports/index.ts';

/** Why a session ended. */
export type SessionEndReason = 'closed' | 'desktop-stopped' | 'idle' | 'disconnected' | 'longest';

export interface EndedSession {
  readonly session: Pick<DesktopSession, 'id' | 'serverId' | 'projectId' | 'userId'>;
  readonly reason: SessionEndReason;
  readonly atMs: number;
  /** The user gives the desktop back, too; of a volatile one he does anyway. */
  readonly release: boolean;
}

/**
 * Closes it with an audit row. Call inside a transaction, and `followReleases` after it.
 * @returns false if it was closed already.
 */
export async function endSession(
  tx: Store,
  ctx: Context,
  { session, reason, atMs, release }: EndedSession,
): Promise<boolean> {
  const { id, serverId, projectId, userId } = session;
  if (!(await tx.desktopSessions.close(id, atMs))) return false;
  const project = await tx.desktops.getProject(projectId);
  const isOver =
    (await tx.desktopSessions.list({ serverIds: [serverId], userIds: [userId], open: true })).length === 0;
  const isReleased =
    (release || project?.volatile === true) &&
    isOver &&
    (await releaseDesktop(tx, ctx, { id: serverId, projectId }, { kind: 'user', id: userId }));
  const details = { session: id, user: userId, reason, ...(isReleased && { released: true }) };
  const subject = { kind: 'server', id: serverId };
  await tx.audit.append(ctx, { action: 'close-desktop-session', subject, outcome: 'done', details });
  return true;
}
