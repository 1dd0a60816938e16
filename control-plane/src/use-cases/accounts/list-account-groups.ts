import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { getAccount } from './get-account.ts';

/** Sorted by name. @throws DomainError `not_found` for another user, as in `getAccount`. */
export async function listAccountGroups(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Group[]> {
  const user = await getAccount(ports, ctx, input);
  return ports.store.users.searchGroups({ userId: user.id });
}
