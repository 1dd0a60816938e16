import { DomainError } from '../../../../proto/src/errors.ts';
import type { ActorIdentity } from '../../domain/actor.ts';
import type { Target, Token } from '../../domain/identity.ts';
import type { User } from '../../domain/user.ts';
import { effectiveRoles } from '../identity/effective-roles.ts';
import type { Store } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';

type Known = Pick<Store, 'tokens' | 'users' | 'identity'>;

export interface LivingToken {
  readonly token: Token;
  readonly user: User;
  readonly identity: ActorIdentity;
}

/**
 * The token with what it gives at this moment; undefined if it is unknown or over, or if its user, his domain, what it is
 * scoped to or the last role there is gone or disabled.
 */
export async function readToken(
  store: Known,
  secret: string,
  nowMs: number,
): Promise<LivingToken | undefined> {
  const token = await store.tokens.get(hashSecret(secret));
  if (token === undefined || token.expiresAtMs <= nowMs) return undefined;
  const user = await store.users.get(token.userId);
  const identity = user && (await identityOf(store, user, token.scope));
  return identity && { token, user, identity };
}

/** What the user is on a project, on a domain or without either; undefined where he may not be. */
export async function identityOf(
  store: Known,
  user: User,
  scope: Target | null,
): Promise<ActorIdentity | undefined> {
  const userDomain = await store.identity.getDomain(user.domainId);
  if (!user.enabled || !userDomain?.enabled) return undefined;
  const common = { userDomain: named(userDomain), project: null, domain: null, roles: [] };
  if (scope === null) return common;
  const roles = await effectiveRoles(store, user.id, scope);
  if (roles.length === 0) return undefined;
  const project = scope.kind === 'project' ? await store.identity.getProject(scope.id) : undefined;
  const domain = await store.identity.getDomain(project?.domainId ?? scope.id);
  if (!domain?.enabled) return undefined;
  if (scope.kind === 'domain') return { ...common, domain: named(domain), roles };
  return project?.enabled
    ? { ...common, project: { ...named(project), domain: named(domain) }, roles }
    : undefined;
}

export function invalidToken(): DomainError {
  return new DomainError('unauthenticated', 'the token is unknown, expired or revoked', {
    reason: 'invalid_token',
  });
}

function named({ id, name }: { id: string; name: string }) {
  return { id, name };
}
