import { DomainError } from '../../../../proto/src/errors.ts';
import type { Via } from '../../domain/actor.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';

export interface PasswordCheck {
  /** Undefined: no such user, which takes as long as a wrong password. */
  readonly user: User | undefined;
  /** As it was given. */
  readonly name: string;
  readonly password: string;
  readonly via: Via;
  /** What the password is for, in the audit. */
  readonly action: 'create-session' | 'create-token';
}

/**
 * The user whose password this is. A failure is logged and audited.
 * @throws DomainError `unauthenticated` with reason `bad_credentials`.
 */
export async function verifyPassword(
  ports: Pick<Ports, 'store' | 'passwords'>,
  ctx: Omit<Context, 'actor'>,
  { user, name, password, via, action }: PasswordCheck,
): Promise<User> {
  const right = await ports.passwords.verify(password, user?.passwordHash);
  if (user?.enabled && right) return user;
  await ports.store.transaction(async (tx) => {
    const userName = name.slice(0, 64);
    const actor = { userId: user?.id ?? '', userName, group: null, menus: [], via, credentialHash: '' };
    const subject = { kind: 'user', id: user?.id ?? '' };
    await tx.audit.append({ ...ctx, actor }, { action, subject, outcome: 'refused' });
    await tx.logs.append(`warning: failed login from ${ctx.address}`, ctx.nowMs);
  });
  throw badCredentials();
}

/**
 * Checking a password takes a while: meanwhile the user may be deleted, disabled or have another one.
 * @throws DomainError `unauthenticated` with reason `bad_credentials`.
 */
export async function requireUnchanged(tx: Pick<Store, 'users'>, user: User): Promise<void> {
  const current = await tx.users.get(user.id);
  if (!current?.enabled || current.passwordHash !== user.passwordHash) throw badCredentials();
}

export function badCredentials(): DomainError {
  return new DomainError('unauthenticated', 'invalid user or password', { reason: 'bad_credentials' });
}
