import { DomainError } from '../../../../proto/src/errors.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { accountOf } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { reachableGroup } from './reachable-group.ts';

/**
 * Doing it again changes nothing. A user is in one Nano group at most.
 * @throws DomainError `not_found`, `forbidden`, `already_exists` with reason `in_group` for a second Nano group,
 * `invalid` for a user of another domain in a Nano group.
 */
export async function addAccountMember(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { groupId: string; userId: string },
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const group = await reachableGroup(tx, ctx, input.groupId);
    const user = await accountOf(tx, input.userId);
    if (await tx.users.isMember(group.id, user.id)) return;
    if (group.nano && user.domainId !== defaultDomainId) {
      throw new DomainError('invalid', `user '${user.name}' is not of the domain of group '${group.name}'`, {
        reason: 'other_domain',
      });
    }
    await tx.users.addMember(group.id, user.id);
    const details = { group: group.name, user: user.name, userId: user.id };
    const subject = { kind: 'group', id: group.id };
    await tx.audit.append(ctx, { action: 'add-member', subject, outcome: 'done', details });
  });
}
