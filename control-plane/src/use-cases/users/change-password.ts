import { checkPassword } from '../../domain/password-rules.ts';
import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { menusOfUser, requireReach } from './require-reach.ts';
import { badCredentials } from './verify-password.ts';

/**
 * Replaces a password after its old one is shown, whoever asks, and ends the user's other sessions.
 * @throws DomainError `unauthenticated` (`bad_credentials`), `invalid` (`weak_password`), `forbidden` if another has menus that the
 * caller lacks.
 */
export async function changePassword(
  ports: Pick<Ports, 'store' | 'passwords'>,
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
  checkPassword(input.new);
  const passwordHash = await ports.passwords.hash(input.new);
  await ports.store.transaction(async (tx) => {
    if ((await tx.users.get(user.id))?.passwordHash !== user.passwordHash) throw badCredentials();
    await tx.users.setPasswordHash(user.id, passwordHash);
    const kept = own ? ctx.actor.credentialHash : null;
    await tx.sessions.endOthers(user.id, kept);
    await tx.tokens.endOthers(user.id, kept);
    await tx.audit.append(ctx, {
      action: 'change-password',
      subject: { kind: 'user', id: user.id },
      outcome: 'done',
    });
  });
}
