import { DomainError } from '../../../../proto/src/errors.ts';
import type { Via } from '../../domain/actor.ts';
import { type PasswordState, passwordState } from '../../domain/password-policy.ts';
import { splitPassword } from '../../domain/second-factor.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';
import { codeRequired, hasSecondFactor, takeCode } from '../second-factor/take-code.ts';

type Known = Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'oneTimeCodes'>;

export interface PasswordCheck {
  /** Undefined: no such user, which takes as long as a wrong password. */
  readonly user: User | undefined;
  /** As it was given. */
  readonly name: string;
  readonly password: string;
  /** Of the second factor; null: none was given, but it may stand at the end of the password. */
  readonly code: string | null;
  readonly via: Via;
  /** What the password is for, in the audit. */
  readonly action:
    | 'create-session'
    | 'create-token'
    | 'change-password'
    | 'request-desktop'
    | 'list-desktop-projects'
    | 'return-desktop';
}

export interface VerifiedUser {
  readonly user: User;
  readonly methods: readonly ('password' | 'totp')[];
  /** What the user is to be told of his password; never `expired`. */
  readonly passwordState: PasswordState;
}

/**
 * The user whose password this is, with the code of his second factor if he has one. A failure is logged and audited.
 * @throws DomainError `unauthenticated` (`bad_credentials`, `code_required`, `password_expired`).
 */
export async function verifyPassword(
  ports: Known,
  ctx: Omit<Context, 'actor'>,
  check: PasswordCheck,
): Promise<VerifiedUser> {
  const { user } = check;
  const code = await shownCode(ports, check);
  if (user === undefined || code === 'wrong' || !user.enabled) throw await refused(ports, ctx, check);
  const methods = ['password' as const];
  if (!(await hasSecondFactor(ports.store, user.id)))
    return { user, methods, passwordState: await lasting(ports, ctx, check, user) };
  if (code === null) throw await refused(ports, ctx, check, codeRequired());
  const { nowMs } = ctx;
  const taken = await ports.store.transaction((tx) => takeCode(tx, ports, { userId: user.id, code, nowMs }));
  if (!taken) throw await refused(ports, ctx, check);
  const passwordState = await lasting(ports, ctx, check, user);
  return { user, methods: [...methods, 'totp' as const], passwordState };
}

/**
 * The code that came with the right password, or null. Who exists and who has a second factor makes no difference to
 * how long it takes.
 */
async function shownCode(
  { passwords }: Pick<Ports, 'passwords'>,
  { user, password, code }: PasswordCheck,
): Promise<string | null | 'wrong'> {
  if (await passwords.verify(password, user?.passwordHash)) return code;
  const parts = code === null ? splitPassword(password) : null;
  if (parts === null) return 'wrong';
  return (await passwords.verify(parts.password, user?.passwordHash)) ? parts.code : 'wrong';
}

/** Uses up a grace login of an expired password. */
async function lasting(
  ports: Known,
  ctx: Omit<Context, 'actor'>,
  check: PasswordCheck,
  user: User,
): Promise<PasswordState> {
  const state = passwordState(ports.passwordPolicy, user, ctx.nowMs);
  // To change it, an expired one is as good as any.
  if (check.action === 'change-password') return { type: 'good' };
  if (state.type === 'expired') throw await refused(ports, ctx, check, expired());
  if (state.type === 'grace') await ports.store.users.useGraceLogin(user.id);
  return state;
}

async function refused(
  { store }: Pick<Ports, 'store'>,
  ctx: Omit<Context, 'actor'>,
  { user, name, via, action }: PasswordCheck,
  error: DomainError = badCredentials(),
): Promise<DomainError> {
  await store.transaction(async (tx) => {
    const userName = name.slice(0, 64);
    const actor = { userId: user?.id ?? '', userName, group: null, menus: [], via, credentialHash: '' };
    const subject = { kind: 'user', id: user?.id ?? '' };
    const details = { reason: error.reason ?? null };
    await tx.audit.append({ ...ctx, actor }, { action, subject, outcome: 'refused', details });
    await tx.logs.append(`warning: failed login from ${ctx.address}`, ctx.nowMs);
  });
  return error;
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

function expired(): DomainError {
  return new DomainError('unauthenticated', 'the password has expired: change it', {
    reason: 'password_expired',
  });
}
