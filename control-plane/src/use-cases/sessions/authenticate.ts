import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor, Via } from '../../domain/actor.ts';
import { apiTokenPrefix } from '../../domain/api-token.ts';
import type { Session } from '../../domain/session.ts';
import { apiTokenActor } from '../api-tokens/api-token-actor.ts';
import type { Ports } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { invalidToken, readToken } from '../tokens/read-token.ts';
import { tokenActor } from '../tokens/token-actor.ts';

/** These listeners leave tokens to an external Keystone if one is configured. */
const trustsKeystone: readonly Via[] = ['rs', 'broker', 'adjutant'];

/**
 * Whoever holds the credential, a Nano session, a token of the identity API or an API token, on any listener. Does not extend it.
 * @throws DomainError `unauthenticated`, and `timeout` (`identity_unavailable`) where an external Keystone is asked.
 */
export async function authenticate(
  ports: Pick<Ports, 'store' | 'keystone'>,
  input: { credential: string; via: Via; nowMs: number; address: string },
): Promise<Actor> {
  const { credential, via, nowMs } = input;
  if (credential === '')
    throw new DomainError('unauthenticated', 'unauthenticated request', { reason: 'no_session' });
  if (credential.startsWith(apiTokenPrefix)) {
    const actor = await apiTokenActor(ports.store, credential, input);
    if (actor) return actor;
    throw invalidToken();
  }
  if (ports.keystone && trustsKeystone.includes(via)) return ports.keystone.validate(credential, via);
  const session = await findSession(ports, credential, nowMs);
  if (session) {
    return {
      userId: session.userId,
      userName: session.userName,
      group: { id: session.groupId, name: session.groupName },
      menus: session.menus,
      via,
      credentialHash: session.idHash,
    };
  }
  const token = await readToken(ports.store, credential, nowMs);
  if (token) return tokenActor(ports.store, token, via);
  throw invalidSession(credential);
}

/** @throws DomainError `unauthenticated` for an unknown or expired id. */
export async function livingSession(
  ports: Pick<Ports, 'store'>,
  sessionId: string,
  nowMs: number,
): Promise<Session> {
  const session = await findSession(ports, sessionId, nowMs);
  if (session) return session;
  throw invalidSession(sessionId);
}

async function findSession(
  ports: Pick<Ports, 'store'>,
  sessionId: string,
  nowMs: number,
): Promise<Session | undefined> {
  const session = await ports.store.sessions.get(hashSecret(sessionId));
  return session && session.expiresAtMs > nowMs ? session : undefined;
}

function invalidSession(credential: string): DomainError {
  return new DomainError('unauthenticated', `invalid session '${credential.slice(0, 80)}'`, {
    reason: 'invalid_session',
  });
}
