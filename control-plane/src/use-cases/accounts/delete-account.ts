import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { removeUser } from '../users/remove-user.ts';
import { reachableAccount } from './reachable-account.ts';

/**
 * Removes a user of any domain, as `deleteUser` does by his Nano name.
 * @throws DomainError `not_found`, `forbidden`, `conflict` (`last_administrator`, `last_user`).
 */
export async function deleteAccount(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<void> {
  await ports.store.transaction(async (tx) => removeUser(tx, ctx, await reachableAccount(tx, ctx, input.id)));
}
