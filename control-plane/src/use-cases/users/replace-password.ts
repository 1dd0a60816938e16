/** The one way by which a user's password becomes another. */
import { DomainError } from '../../../../proto/src/errors.ts';
import { checkPassword } from '../../domain/password-rules.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';

export interface CheckedPassword {
  readonly passwordHash: string;
  readonly before: string;
}

/**
 * Checks a new password and hashes it; where a user changes his own, the script of the operator has to take it, too. Takes
 * a while: call before the transaction.
 * @param old what the user showed; null: another sets it.
 * @throws DomainError `invalid` (`weak_password`, `password_used_before`), or as the script does.
 */
export async function checkReplacement(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'passwordScript'>,
  user: User,
  { old, new: next }: { old: string | null; new: string },
): Promise<CheckedPassword> {
  const policy = ports.passwordPolicy;
  checkPassword(next, policy.minLength);
  if (policy.history > 0) {
    const kept = await ports.store.users.passwordHistory(user.id, policy.history);
    for (const hash of new Set([user.passwordHash, ...kept]))
      if (await ports.passwords.verify(next, hash)) throw usedBefore(policy.history);
  }
  if (old !== null) await ports.passwordScript?.run({ user: user.name, old, new: next });
  return { passwordHash: await ports.passwords.hash(next), before: user.passwordHash };
}

/**
 * Takes the checked password and ends the user's sessions and tokens.
 * @param kept hash of the credential that stays; null: none.
 */
export async function replacePassword(
  tx: Store,
  ctx: Context,
  user: User,
  { passwordHash, before }: CheckedPassword,
  kept: string | null,
): Promise<void> {
  await tx.users.setPasswordHash(user.id, { passwordHash, before, atMs: ctx.nowMs });
  await tx.sessions.endOthers(user.id, kept);
  await tx.tokens.endOthers(user.id, kept);
}

function usedBefore(count: number): DomainError {
  return new DomainError('invalid', `password must not be one of the last ${count}`, {
    reason: 'password_used_before',
    details: { field: 'password' },
  });
}
