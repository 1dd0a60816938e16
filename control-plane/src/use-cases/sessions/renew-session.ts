import { DomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { livingSession } from './authenticate.ts';

/** Keeps the caller's own session alive for another time-out. @throws DomainError `unauthenticated`, `not_found` for another's. */
export async function renewSession(
  ports: Pick<Ports, 'store' | 'limits'>,
  ctx: Context,
  input: { sessionId: string },
): Promise<void> {
  const session = await livingSession(ports, input.sessionId, ctx.nowMs);
  if (session.idHash !== ctx.actor.credentialHash) throw foreignSession(input.sessionId);
  await ports.store.sessions.extend(session.idHash, ctx.nowMs + ports.limits.sessionTimeoutMs);
}

export function foreignSession(sessionId: string): DomainError {
  return new DomainError('not_found', `invalid session '${sessionId.slice(0, 80)}'`, {
    reason: 'invalid_session',
  });
}
