import { checkPassword } from '../../domain/password-rules.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { accountOf, projectOf } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { keepAdministrator } from '../users/keep-administrator.ts';
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
  ports: Pick<Ports, 'store' | 'passwords'>,
  ctx: Context,
  input: { id: string; change: AccountChange },
): Promise<User> {
  const { password, ...about } = input.change;
  await reachableAccount(ports.store, ctx, input.id);
  if (password !== undefined) checkPassword(password);
  const passwordHash = password === undefined ? undefined : await ports.passwords.hash(password);
  return ports.store.transaction(async (tx) => {
    const before = await reachableAccount(tx, ctx, input.id);
    const user = { ...before, ...about };
    if (about.defaultProjectId) await projectOf(tx, about.defaultProjectId);
    await keepAdministrator(tx, () => tx.users.updateAccount(user));
    if (passwordHash !== undefined) await tx.users.setPasswordHash(user.id, passwordHash);
    if (passwordHash !== undefined || !user.enabled) {
      const kept = user.enabled && user.id === ctx.actor.userId ? ctx.actor.credentialHash : null;
      await tx.sessions.endOthers(user.id, kept);
      await tx.tokens.endOthers(user.id, kept);
    }
    const subject = { kind: 'user', id: user.id };
    const details = { name: user.name, before: before.name, changed: Object.keys(input.change) };
    await tx.audit.append(ctx, { action: 'modify-user', subject, outcome: 'done', details });
    return accountOf(tx, user.id);
  });
}
