import { DomainError } from '../../../../proto/src/errors.ts';
import { may, type Right } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export interface Owner {
  readonly ownerId: string;
  readonly owner: string;
  readonly groupId: string;
  readonly group: string;
}

/**
 * Whom a new thing belongs to. Both must exist, and be the caller's own unless he has the administrating right.
 * @throws DomainError `invalid` (`unknown_owner`, `unknown_group`), `forbidden` (`foreign_owner`).
 */
export async function resolveOwner(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  wanted: { owner: string; group: string },
  administering: Right,
): Promise<Owner> {
  const { actor } = ctx;
  const own = wanted.owner === actor.userName && wanted.group === actor.group?.name;
  if (!own && !may(actor, administering)) {
    throw new DomainError(
      'forbidden',
      `owner '${wanted.owner}' and group '${wanted.group}' are not your own`,
      { reason: 'foreign_owner' },
    );
  }
  const user = await ports.store.users.findByName(wanted.owner);
  if (!user)
    throw new DomainError('invalid', `owner '${wanted.owner}' does not exist`, {
      reason: 'unknown_owner',
      details: { field: 'owner' },
    });
  const group = await ports.store.users.findGroupByName(wanted.group);
  if (!group)
    throw new DomainError('invalid', `group '${wanted.group}' does not exist`, {
      reason: 'unknown_group',
      details: { field: 'group' },
    });
  return { ownerId: user.id, owner: user.name, groupId: group.id, group: group.name };
}
