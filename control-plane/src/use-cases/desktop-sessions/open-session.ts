import { DomainError } from '../../../../proto/src/errors.ts';
import { type DesktopSession, isMerged } from '../../domain/desktop-session.ts';
import type { Context } from '../context.ts';
import { isAmong } from '../desktop-servers/release-desktop.ts';
import { mayEnter } from '../desktops/may-enter.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { beginSession } from './begin-session.ts';

export type NewSession = Pick<
  DesktopSession,
  'serverId' | 'connection' | 'clientAddress' | 'clientSystem' | 'clientInfo'
>;

/**
 * The caller works with a desktop of his from now on. His earlier session on it ends; where desktops are one user's, all do.
 * One that the broker has just opened for him is this one.
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
    const subject = { kind: 'server', id: server.id };
    const mine = { serverIds: [server.id], userIds: [userId], open: true, limit: 1 };
    const [known] = await tx.desktopSessions.list(mine);
    if (known && isMerged(known, 'broker', ctx.nowMs)) {
      const merged = mergedWith(known, input);
      await tx.desktopSessions.update(merged);
      const details = { session: known.id, connection: merged.connection, merged: true };
      await tx.audit.append(ctx, { action: 'open-desktop-session', subject, outcome: 'done', details });
      return merged;
    }
    const session = { ...input, id: ports.ids.uuid(), origin: 'gateway', rulePort: null } as const;
    const opened = await beginSession(
      tx,
      { server, mode: project.mode, userId, userName },
      session,
      ctx.nowMs,
    );
    const details = { session: session.id, connection: input.connection };
    await tx.audit.append(ctx, { action: 'open-desktop-session', subject, outcome: 'done', details });
    return opened;
  });
}

/** The address of a client that a rule lets in stays the one of the rule. */
function mergedWith(known: DesktopSession, input: NewSession): DesktopSession {
  return {
    ...known,
    connection: input.connection ?? known.connection,
    clientAddress:
      known.rulePort === null ? (input.clientAddress ?? known.clientAddress) : known.clientAddress,
    clientSystem: input.clientSystem ?? known.clientSystem,
    clientInfo: input.clientInfo ?? known.clientInfo,
  };
}

function notAssigned(userName: string, serverId: string): DomainError {
  return new DomainError('forbidden', `the instance is not assigned to user '${userName}'`, {
    reason: 'not_assigned',
    subject: { kind: 'server', id: serverId },
  });
}
