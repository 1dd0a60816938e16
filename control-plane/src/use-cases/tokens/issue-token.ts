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
import { requireUnchanged, verifyPassword } from '../users/verify-password.ts';
import { identityOf, invalidToken, readToken } from './read-token.ts';
import { type IssuedToken, type Proven, scopeDenied, writeToken } from './write-token.ts';

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

/**
 * Makes a token for who proves himself by his password or another token, which it never outlives.
 * @returns the token's only copy and what it gives.
 * @throws DomainError `unauthenticated` (`bad_credentials`, `invalid_token`, `scope_denied`).
 */
export async function issueToken(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'oneTimeCodes' | 'ids' | 'limits'>,
  ctx: Omit<Context, 'actor'>,
  input: TokenRequest,
): Promise<IssuedToken> {
  const proven = await prove(ports, ctx, input);
  return ports.store.transaction(async (tx) => {
    await requireUnchanged(tx, proven.user);
    const scope = await chosenScope(tx, proven.user, input.scope);
    return writeToken(tx, ports, ctx, { ...proven, scope, via: input.via });
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
