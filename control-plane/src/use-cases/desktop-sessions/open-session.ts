import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopSession } from '../../domain/desktop-session.ts';
import type { Context } from '../context.ts';
import { isAmong } from '../desktop-servers/release-desktop.ts';
import { mayEnter } from '../desktops/may-enter.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

export type NewSession = Pick<
  DesktopSession,
  'serverId' | 'connection' | 'clientAddress' | 'clientSystem' | 'clientInfo'
>;

/**
 * The caller works with a desktop of his from now on. His earlier session on it ends; where desktops are one user's, all do.
 * @throws DomainError `not_found`, `forbidden` for one that he does not have.
 */
export async function openSession(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: NewSession,
): Promise<DesktopSession> {
  const { userId, userName } = ctx.actor;
  return ports.store.transaction(async (tx) => {
    const server = await tx.desktops.getServer(input.serverId);
    const project = server && (await tx.desktops.getProject(server.projectId));
    if (!server || !project) return missing('server', input.serverId);
    await mayEnter(tx, ctx, { projectId: server.projectId, serverId: server.id, userId });
    const holders = (await tx.desktops.assignmentsOf(server.id)).map(({ holder }) => holder);
    if (!(await isAmong(tx, userId, holders))) throw notAssigned(userName, server.id);
    const whose = project.mode === 'standard' ? {} : { userId };
    await tx.desktopSessions.closeAll({ serverId: server.id, ...whose }, ctx.nowMs);
    const session: DesktopSession = {
      ...input,
      id: ports.ids.uuid(),
      serverName: server.name,
      projectId: server.projectId,
      userId,
      userName,
      createdAtMs: ctx.nowMs,
      closedAtMs: null,
    };
    await tx.desktopSessions.insert(session);
    const subject = { kind: 'server', id: server.id };
    const details = { session: session.id, connection: input.connection };
    await tx.audit.append(ctx, { action: 'open-desktop-session', subject, outcome: 'done', details });
    return session;
  });
}

function notAssigned(userName: string, serverId: string): DomainError {
  return new DomainError('forbidden', `the instance is not assigned to user '${userName}'`, {
    reason: 'not_assigned',
    subject: { kind: 'server', id: serverId },
  });
}
