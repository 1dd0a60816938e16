import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Store } from '../ports/index.ts';

/** The caller's own group. @throws DomainError `forbidden` without the right or a group. */
export async function ownGroup(store: Pick<Store, 'users'>, { actor }: Context): Promise<Group> {
  requireRight(actor, 'visibility.use');
  const group = actor.group ? await store.users.getGroup(actor.group.id) : undefined;
  if (group) return group;
  throw new DomainError('forbidden', `user '${actor.userName}' not belongs to any group`, {
    reason: 'no_group',
  });
}
