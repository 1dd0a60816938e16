import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Session } from '../../domain/session.ts';
import type { Ports } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';

/** Whoever holds the session. Does not extend it. @throws DomainError `unauthenticated`. */
export async function authenticate(
  ports: Pick<Ports, 'store'>,
  input: { sessionId: string; nowMs: number },
): Promise<Actor> {
  if (input.sessionId === '')
    throw new DomainError('unauthenticated', 'unauthenticated request', { reason: 'no_session' });
  const session = await livingSession(ports, input.sessionId, input.nowMs);
  return {
    userId: session.userId,
    userName: session.userName,
    group: { id: session.groupId, name: session.groupName },
    menus: session.menus,
    via: 'nano',
    credentialHash: session.idHash,
  };
}

/** @throws DomainError `unauthenticated` for an unknown or expired id. */
export async function livingSession(
  ports: Pick<Ports, 'store'>,
  sessionId: string,
  nowMs: number,
): Promise<Session> {
  const session = await ports.store.sessions.get(hashSecret(sessionId));
  if (session && session.expiresAtMs > nowMs) return session;
  throw new DomainError('unauthenticated', `invalid session '${sessionId.slice(0, 80)}'`, {
    reason: 'invalid_session',
  });
}
