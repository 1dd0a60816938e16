import { administersDomain } from '../../domain/rights.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { accountGroupOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** Sorted by name, for administrators of the group's domain. @throws DomainError `not_found`. */
export async function listAccountMembers(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { groupId: string },
): Promise<User[]> {
  const group = await accountGroupOf(ports.store, input.groupId);
  if (!administersDomain(ctx.actor, group.domainId)) missing('group', input.groupId);
  return ports.store.users.listUsers({ groupId: group.id });
}
