import { DomainError } from '../../../../proto/src/errors.ts';
import type { Via } from '../../domain/actor.ts';
import type { Target } from '../../domain/identity.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { identityOf, type LivingToken } from './read-token.ts';
import { tokenActor } from './token-actor.ts';

/** Whose token it becomes, and what it has of the one that it is made from. */
export interface Proven {
  readonly user: User;
  readonly methods: readonly string[];
  readonly parentAuditId: string | null;
  readonly latestExpiryMs: number;
}

export type IssuedToken = LivingToken & {
  /** The token's only copy. */
  readonly secret: string;
};

/** For who has proven himself. @throws DomainError `unauthenticated` (`scope_denied`). */
export async function writeToken(
  tx: Store,
  ports: Pick<Ports, 'ids' | 'limits'>,
  ctx: Omit<Context, 'actor'>,
  request: Proven & { readonly scope: Target | null; readonly via: Via },
): Promise<IssuedToken> {
  const { user, methods, parentAuditId, latestExpiryMs, scope, via } = request;
  const identity = await identityOf(tx, user, scope);
  if (!identity) throw scopeDenied();
  const secret = ports.ids.secret();
  const token = {
    idHash: hashSecret(secret),
    auditId: ports.ids.secret().slice(0, 22),
    parentAuditId,
    userId: user.id,
    methods,
    scope,
    issuedAtMs: ctx.nowMs,
    expiresAtMs: Math.min(latestExpiryMs, ctx.nowMs + ports.limits.tokenTimeoutMs),
  };
  await tx.tokens.insert(token);
  const actor = await tokenActor(tx, { token, user, identity }, via);
  const details = { methods, scope, auditId: token.auditId };
  const subject = { kind: 'user', id: user.id };
  await tx.audit.append({ ...ctx, actor }, { action: 'create-token', subject, outcome: 'done', details });
  return { secret, token, user, identity };
}

/** The same for what does not exist, is disabled or gives the user no role. */
export function scopeDenied(): DomainError {
  return new DomainError('unauthenticated', 'the user has no access to the requested project or domain', {
    reason: 'scope_denied',
  });
}
