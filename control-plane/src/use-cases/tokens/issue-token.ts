import { DomainError } from '../../../../proto/src/errors.ts';
import type { Via } from '../../domain/actor.ts';
import type { Target } from '../../domain/identity.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import {
  type DomainReference,
  findAccount,
  findDomain,
  findProject,
  type Reference,
} from '../identity/references.ts';
import type { Ports, Store } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { requireUnchanged, verifyPassword } from '../users/verify-password.ts';
import { identityOf, invalidToken, type LivingToken, readToken } from './read-token.ts';
import { tokenActor } from './token-actor.ts';

export type ScopeRequest =
  | { readonly project: Reference }
  | { readonly domain: DomainReference }
  /** No scope, even if the user has a default project. */
  | 'unscoped'
  /** The user's default project if he may use it, else unscoped. */
  | null;

export interface TokenRequest {
  readonly proof:
    | {
        readonly method: 'password';
        readonly user: Reference;
        readonly password: string;
        readonly code: string | null;
      }
    | { readonly method: 'token'; readonly token: string };
  readonly scope: ScopeRequest;
  readonly via: Via;
}

/** Whose token it becomes, and what it has of the one that it is made from. */
interface Proven {
  readonly user: User;
  readonly methods: readonly string[];
  readonly parentAuditId: string | null;
  readonly latestExpiryMs: number;
}

/**
 * Makes a token for who proves himself by his password or another token, which it never outlives.
 * @returns the token's only copy and what it gives.
 * @throws DomainError `unauthenticated` (`bad_credentials`, `invalid_token`, `scope_denied`).
 */
export async function issueToken(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'oneTimeCodes' | 'ids' | 'limits'>,
  ctx: Omit<Context, 'actor'>,
  input: TokenRequest,
): Promise<LivingToken & { readonly secret: string }> {
  const { user, methods, parentAuditId, latestExpiryMs } = await prove(ports, ctx, input);
  const secret = ports.ids.secret();
  return ports.store.transaction(async (tx) => {
    await requireUnchanged(tx, user);
    const scope = await chosenScope(tx, user, input.scope);
    const identity = await identityOf(tx, user, scope);
    if (!identity) throw scopeDenied();
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
    const actor = await tokenActor(tx, { token, user, identity }, input.via);
    const details = { methods, scope, auditId: token.auditId };
    const subject = { kind: 'user', id: user.id };
    await tx.audit.append({ ...ctx, actor }, { action: 'create-token', subject, outcome: 'done', details });
    return { secret, token, user, identity };
  });
}

async function prove(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'oneTimeCodes'>,
  ctx: Omit<Context, 'actor'>,
  { proof, via }: TokenRequest,
): Promise<Proven> {
  if (proof.method === 'token') {
    const living = await readToken(ports.store, proof.token, ctx.nowMs);
    if (!living) throw invalidToken();
    const { token, user } = living;
    return {
      user,
      methods: [...new Set([...token.methods, 'token'])],
      parentAuditId: token.parentAuditId ?? token.auditId,
      latestExpiryMs: token.expiresAtMs,
    };
  }
  const { user, methods } = await verifyPassword(ports, ctx, {
    user: await findAccount(ports.store, proof.user),
    name: 'name' in proof.user ? proof.user.name : proof.user.id,
    password: proof.password,
    code: proof.code,
    via,
    action: 'create-token',
  });
  return { user, methods, parentAuditId: null, latestExpiryMs: Number.MAX_SAFE_INTEGER };
}

async function chosenScope(tx: Store, user: User, request: ScopeRequest): Promise<Target | null> {
  if (request === 'unscoped') return null;
  if (request === null) {
    if (user.defaultProjectId === null) return null;
    const scope = { kind: 'project', id: user.defaultProjectId } as const;
    return (await identityOf(tx, user, scope)) ? scope : null;
  }
  const found =
    'project' in request ? await findProject(tx, request.project) : await findDomain(tx, request.domain);
  if (!found) throw scopeDenied();
  return { kind: 'project' in request ? 'project' : 'domain', id: found.id };
}

/** The same for what does not exist, is disabled or gives the user no role. */
function scopeDenied(): DomainError {
  return new DomainError('unauthenticated', 'the user has no access to the requested project or domain', {
    reason: 'scope_denied',
  });
}
