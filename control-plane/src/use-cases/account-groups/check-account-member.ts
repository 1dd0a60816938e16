import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { getAccountGroup } from './get-account-group.ts';

/** Passes if the user is a member. @throws DomainError `not_found` if not, and for a group that the caller may not read. */
export async function checkAccountMember(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { groupId: string; userId: string },
): Promise<void> {
  const group = await getAccountGroup(ports, ctx, { id: input.groupId });
  if (!(await ports.store.users.isMember(group.id, input.userId))) missing('user', input.userId);
}
