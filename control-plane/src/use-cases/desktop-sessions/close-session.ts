import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopSession, TimedSession } from '../../domain/desktop-session.ts';
import { administersProject } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { followReleases, type ReleasePorts } from '../desktop-servers/follow-releases.ts';
import { missing } from '../identity/find.ts';
import type { Store } from '../ports/index.ts';
import { endSession } from './end-session.ts';

/**
 * Ends a session of the caller, or one on a desktop that he administers; a closed one stays as it is.
 * @param input.closedAtMs since it began and not in the future; null: now.
 * @throws DomainError `not_found`, `invalid`.
 */
export async function closeSession(
  ports: ReleasePorts,
  ctx: Context,
  input: { readonly id: string; readonly closedAtMs: number | null },
): Promise<DesktopSession> {
  const closed = await ports.store.transaction(async (tx) => {
    const session = await findSession(tx, ctx, input.id);
    const atMs = input.closedAtMs ?? ctx.nowMs;
    const earliestMs = Math.floor(session.createdAtMs / 1000) * 1000;
    if (atMs < earliestMs || atMs > ctx.nowMs) throw badTime('session.closed_at');
    const isNew = await endSession(tx, ctx, { session, reason: 'closed', atMs, release: false });
    return isNew ? { ...session, closedAtMs: atMs } : session;
  });
  await followReleases(ports);
  return closed;
}

/** One of the caller, or on a desktop that he administers. @throws DomainError `not_found`. */
export async function findSession(tx: Store, ctx: Context, id: string): Promise<TimedSession> {
  const session = await tx.desktopSessions.get(id);
  const project = session && (await tx.identity.getProject(session.projectId));
  const isOwn = session?.userId === ctx.actor.userId;
  if (!session || !(isOwn || (project && administersProject(ctx.actor, project))))
    return missing('session', id);
  return session;
}

export function badTime(field: string): DomainError {
  return new DomainError('invalid', `${field} must not be before the session or in the future`, {
    reason: 'bad_request',
    details: { field },
  });
}
