import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { takeBackDesktops } from '../desktop-servers/take-back-desktops.ts';
import { accountOf, projectOf } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { keepAdministrator } from '../users/keep-administrator.ts';
import { checkReplacement, replacePassword } from '../users/replace-password.ts';
import { reachableAccount } from './reachable-account.ts';

/** What is absent stays. */
export type AccountChange = Partial<
  Pick<User, 'name' | 'mail' | 'description' | 'enabled' | 'defaultProjectId'> & { readonly password: string }
>;

/**
 * A user who is disabled, or given another password, loses his sessions and tokens at once.
 * @throws DomainError `not_found`, `forbidden`, `already_exists`, `invalid`, `conflict` (`last_administrator`).
 */
export async function modifyAccount(
  ports: Pick<Ports, 'store' | 'passwords' | 'passwordPolicy' | 'passwordScript'>,
  ctx: Context,
  input: { id: string; change: AccountChange },
): Promise<User> {
  const { password, ...about } = input.change;
  const current = await reachableAccount(ports.store, ctx, input.id);
  const replacement =
    password === undefined ? null : await checkReplacement(ports, current, { old: null, new: password });
  return ports.store.transaction(async (tx) => {
    const before = await reachableAccount(tx, ctx, input.id);
    const user = { ...before, ...about };
    if (about.defaultProjectId) await projectOf(tx, about.defaultProjectId);
    await keepAdministrator(tx, () => tx.users.updateAccount(user));
    const renamed = user.name !== before.name;
    if (renamed) await tx.users.renameOwner({ kind: 'user', id: user.id }, user.name);
    const kept = user.enabled && user.id === ctx.actor.userId ? ctx.actor.credentialHash : null;
    if (replacement !== null) await replacePassword(tx, ctx, user, replacement, kept);
    // Sessions know their user by his name, too.
    if (renamed || !user.enabled) await tx.sessions.endOthers(user.id, null);
    if (!user.enabled) {
      await tx.tokens.endOthers(user.id, kept);
      await takeBackDesktops(tx, ctx, { kind: 'user', id: user.id });
    }
    const subject = { kind: 'user', id: user.id };
    const details = { name: user.name, before: before.name, changed: Object.keys(input.change) };
    await tx.audit.append(ctx, { action: 'modify-user', subject, outcome: 'done', details });
    return accountOf(tx, user.id);
  });
}
