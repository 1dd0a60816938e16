import type { Context } from '../context.ts';
import { accountOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { keepAdministrator } from '../users/keep-administrator.ts';
import { reachableGroup } from './reachable-group.ts';

/**
 * Who leaves his Nano group loses his sessions.
 * @throws DomainError `not_found`, `forbidden`, `conflict` (`last_administrator`).
 */
export async function removeAccountMember(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { groupId: string; userId: string },
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const group = await reachableGroup(tx, ctx, input.groupId);
    const user = await accountOf(tx, input.userId);
    if (!(await tx.users.isMember(group.id, user.id))) missing('user', user.id);
    await keepAdministrator(tx, () => tx.users.removeMember(group.id, user.id));
    if (group.nano) await tx.sessions.endOthers(user.id, null);
    const details = { group: group.name, user: user.name, userId: user.id };
    const subject = { kind: 'group', id: group.id };
    await tx.audit.append(ctx, { action: 'remove-member', subject, outcome: 'done', details });
  });
}
