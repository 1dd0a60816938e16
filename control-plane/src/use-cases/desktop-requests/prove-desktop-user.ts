import { DomainError } from '../../../../proto/src/errors.ts';
import type { Notice } from '../../domain/desktop-request.ts';
import type { Named } from '../../domain/identity.ts';
import type { PasswordState } from '../../domain/password-policy.ts';
import { rsError } from '../../domain/rs-errors.ts';
import type { Context } from '../context.ts';
import { findDomain } from '../identity/references.ts';
import type { Keystone, Ports } from '../ports/index.ts';
import { authenticate } from '../sessions/authenticate.ts';
import type { Proven } from '../tokens/write-token.ts';
import { type PasswordCheck, verifyPassword } from '../users/verify-password.ts';

export interface PasswordProof {
  readonly user: string;
  /** Name of the user's domain. */
  readonly domain: string;
  readonly password: string;
  /** Of the second factor. */
  readonly code: string | null;
}

export type DesktopProof =
  | ({ readonly method: 'password' } & PasswordProof)
  | { readonly method: 'token'; readonly token: string };

/** Who asks the broker. */
export interface DesktopUser {
  readonly id: string;
  readonly name: string;
  readonly domain: Named;
  /** The token that he came with, or that an external Keystone gave him; null: one is to be made. */
  readonly token: string | null;
  /** For a token of this installation's. */
  readonly proven: Proven | null;
  /** The project that his token is of. */
  readonly projectId: string | null;
  readonly warnings: readonly Notice[];
}

type ProofPorts = Pick<Ports, 'store' | 'keystone' | 'passwords' | 'passwordPolicy' | 'oneTimeCodes'>;

/**
 * The user whose password or token this is.
 * @throws DomainError with a reason of `domain/rs-errors.ts`: `bad_credentials`, `code_required`, `password_expired`,
 *   `invalid_token`, `domain_not_found`, `user_not_found`, `identity_unavailable`.
 */
export function proveDesktopUser(
  ports: ProofPorts,
  ctx: Omit<Context, 'actor'>,
  proof: DesktopProof,
  action: PasswordCheck['action'],
): Promise<DesktopUser> {
  if (proof.method === 'token') return byToken(ports, ctx, proof.token);
  return ports.keystone === null ? byPassword(ports, ctx, proof, action) : byKeystone(ports.keystone, proof);
}

async function byPassword(
  ports: ProofPorts,
  ctx: Omit<Context, 'actor'>,
  { user: name, domain: domainName, password, code }: PasswordProof,
  action: PasswordCheck['action'],
): Promise<DesktopUser> {
  const domain = await findLoginDomain(ports, domainName);
  const known = await ports.store.users.findUser(domain.id, name);
  const user = domain.enabled ? known : undefined;
  const check = { user, name, password, code, via: 'broker', action } as const;
  const verified = await withUserName(verifyPassword(ports, ctx, check), name);
  return {
    id: verified.user.id,
    name: verified.user.name,
    domain,
    token: null,
    proven: { ...verified, parentAuditId: null, latestExpiryMs: Number.MAX_SAFE_INTEGER },
    projectId: null,
    warnings: warningsOf(verified.passwordState),
  };
}

/** @throws DomainError `not_found` with reason `domain_not_found`. */
export async function findLoginDomain(
  { store }: Pick<Ports, 'store'>,
  name: string,
): Promise<Named & { readonly enabled: boolean }> {
  const domain = (await findDomain(store, { name })) ?? (await findDomain(store, { id: name }));
  if (domain === undefined) throw rsError('domain_not_found', { domain_name: name });
  return domain;
}

/** The client is told whose password has expired. */
async function withUserName<T>(verifying: Promise<T>, name: string): Promise<T> {
  try {
    return await verifying;
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'password_expired')
      throw rsError('password_expired', { user_name: name }, error);
    throw error;
  }
}

async function byKeystone(keystone: Keystone, proof: PasswordProof): Promise<DesktopUser> {
  const { user, domain, password } = proof;
  const token = await keystone.login({ user, domain, password, project: null });
  return ofActor(await keystone.validate(token, 'broker'), token);
}

async function byToken(ports: ProofPorts, ctx: Omit<Context, 'actor'>, token: string): Promise<DesktopUser> {
  const { nowMs, address } = ctx;
  const actor = await authenticateToken(ports, { credential: token, via: 'broker', nowMs, address });
  if (ports.keystone !== null) return ofActor(actor, token);
  const user = await ports.store.users.get(actor.userId);
  const domain = user && (await ports.store.identity.getDomain(user.domainId));
  if (!user?.enabled || !domain)
    throw rsError('user_not_found', { user_name: actor.userName, domain_name: domain?.name ?? '' });
  const projectId = actor.identity?.project?.id ?? null;
  return { id: user.id, name: user.name, domain, token, proven: null, projectId, warnings: [] };
}

/** Whatever is wrong with the credential is one error here. */
async function authenticateToken(...[ports, input]: Parameters<typeof authenticate>) {
  try {
    return await authenticate(ports, input);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unauthenticated')
      throw rsError('invalid_token', {}, error);
    throw error;
  }
}

function ofActor(actor: Awaited<ReturnType<Keystone['validate']>>, token: string): DesktopUser {
  const { userId: id, userName: name, identity } = actor;
  const domain = identity?.userDomain ?? { id: '', name: '' };
  return { id, name, domain, token, proven: null, projectId: identity?.project?.id ?? null, warnings: [] };
}

function warningsOf(state: PasswordState): Notice[] {
  if (state.type === 'expires_soon')
    return [{ reason: 'password_expires', data: { seconds: state.seconds } }];
  if (state.type === 'grace') return [{ reason: 'grace_logins', data: { attempts: state.loginsLeft } }];
  return [];
}
