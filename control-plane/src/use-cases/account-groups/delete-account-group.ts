import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { reachableGroup } from './reachable-group.ts';
import { removeAccountGroup } from './remove-account-group.ts';

/**
 * With its memberships and roles. Members of a Nano group lose their sessions with it.
 * @throws DomainError `not_found`, `forbidden`, `conflict` (`last_administrator`).
 */
export async function deleteAccountGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<void> {
  await ports.store.transaction(async (tx) =>
    removeAccountGroup(tx, ctx, await reachableGroup(tx, ctx, input.id)),
  );
}
