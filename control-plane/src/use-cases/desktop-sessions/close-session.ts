import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopSession } from '../../domain/desktop-session.ts';
import { administersProject } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Ends a session of the caller, or one on a desktop that he administers; a closed one stays as it is.
 * @param input.closedAtMs since it began and not in the future; null: now.
 * @throws DomainError `not_found`, `invalid`.
 */
export async function closeSession(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly id: string; readonly closedAtMs: number | null },
): Promise<DesktopSession> {
  return ports.store.transaction(async (tx) => {
    const session = await tx.desktopSessions.get(input.id);
    const project = session && (await tx.identity.getProject(session.projectId));
    const isOwn = session?.userId === ctx.actor.userId;
    if (!session || !(isOwn || (project && administersProject(ctx.actor, project))))
      return missing('session', input.id);
    const atMs = input.closedAtMs ?? ctx.nowMs;
    const earliestMs = Math.floor(session.createdAtMs / 1000) * 1000;
    if (atMs < earliestMs || atMs > ctx.nowMs) throw badTime();
    if (!(await tx.desktopSessions.close(session.id, atMs))) return session;
    const subject = { kind: 'server', id: session.serverId };
    const details = { session: session.id, user: session.userId };
    await tx.audit.append(ctx, { action: 'close-desktop-session', subject, outcome: 'done', details });
    return { ...session, closedAtMs: atMs };
  });
}

function badTime(): DomainError {
  const field = 'session.closed_at';
  return new DomainError('invalid', `${field} must not be before the session or in the future`, {
    reason: 'bad_request',
    details: { field },
  });
}
