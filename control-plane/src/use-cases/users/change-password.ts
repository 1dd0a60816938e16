import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { checkReplacement, replacePassword } from './replace-password.ts';
import { menusOfUser, requireReach } from './require-reach.ts';
import { badCredentials, requireUnchanged } from './verify-password.ts';

/**
 * Replaces a password after its old one is shown, whoever asks, and ends the user's other sessions.
 * @throws DomainError `unauthenticated` (`bad_credentials`), `invalid` (`weak_password`, `password_used_before`), `forbidden` if another has menus that the
 * caller lacks.
 */
export async function changePassword(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'passwordScript'>,
  ctx: Context,
  input: { user: string; old: string; new: string },
): Promise<void> {
  const own = input.user === ctx.actor.userName;
  const user =
    own || may(ctx.actor, 'users.manage') ? await ports.store.users.findByName(input.user) : undefined;
  if (user && !own) {
    const subject = { kind: 'user', id: user.id, name: user.name } as const;
    await requireReach(ports.store, ctx, await menusOfUser(ports.store, user.id), subject);
  }
  if (!(await ports.passwords.verify(input.old, user?.passwordHash)) || !user) throw badCredentials();
  const replacement = await checkReplacement(ports, user, input);
  await ports.store.transaction(async (tx) => {
    await requireUnchanged(tx, user);
    await replacePassword(tx, ctx, user, replacement, own ? ctx.actor.credentialHash : null);
    await tx.audit.append(ctx, {
      action: 'change-password',
      subject: { kind: 'user', id: user.id },
      outcome: 'done',
    });
  });
}
