import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { checkReplacement, replacePassword } from '../users/replace-password.ts';
import { badCredentials, requireUnchanged } from '../users/verify-password.ts';

/**
 * A user changes his own password with the old one; his other sessions and tokens end.
 * @throws DomainError `unauthenticated` (`bad_credentials`) for a wrong one or no such user, `invalid` (`weak_password`).
 */
export async function changeOwnPassword(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'passwordScript'>,
  ctx: Context,
  input: { id: string; old: string; new: string },
): Promise<void> {
  const user = ctx.actor.userId === input.id ? await ports.store.users.get(input.id) : undefined;
  const right = await ports.passwords.verify(input.old, user?.passwordHash);
  if (!right || !user?.enabled) throw badCredentials();
  const replacement = await checkReplacement(ports, user, input);
  await ports.store.transaction(async (tx) => {
    await requireUnchanged(tx, user);
    await replacePassword(tx, ctx, user, replacement, ctx.actor.credentialHash);
    const subject = { kind: 'user', id: user.id };
    await tx.audit.append(ctx, { action: 'change-password', subject, outcome: 'done' });
  });
}
