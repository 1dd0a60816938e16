import { DomainError } from '../../../../proto/src/errors.ts';
import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export interface ImageOwner {
  readonly ownerId: string;
  readonly owner: string;
  readonly groupId: string;
  readonly group: string;
}

/**
 * Resolves the owner and group that are asked for: the caller's own, or any for an administrator; null stands for the
 * caller's own.
 * @throws DomainError `forbidden` with reason `foreign_owner`, `not_found` for an unknown user or group.
 */
export async function resolveImageOwner(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  asked: { owner: string | null; group: string | null },
): Promise<ImageOwner> {
  const { actor } = ctx;
  const owner = asked.owner ?? actor.userName;
  const group = asked.group ?? actor.group?.name ?? '';
  const own = owner === actor.userName && group === actor.group?.name;
  if (!own && !may(actor, 'images.administer')) {
    throw new DomainError(
      'forbidden',
      `owner and group of an image must be your own, '${actor.userName}' of '${actor.group?.name ?? ''}'`,
      {
        reason: 'foreign_owner',
      },
    );
  }
  if (own && actor.group) return { ownerId: actor.userId, owner, groupId: actor.group.id, group };
  const user = await ports.store.users.findByName(owner);
  if (!user) throw unknown('user', owner);
  const found = await ports.store.users.findGroupByName(group);
  if (!found) throw unknown('group', group);
  return { ownerId: user.id, owner: user.name, groupId: found.id, group: found.name };
}

function unknown(kind: 'user' | 'group', name: string): DomainError {
  const short = name.slice(0, 80);
  return new DomainError('not_found', `invalid ${kind} '${short}'`, {
    reason: `${kind}_not_found`,
    subject: { kind, id: short },
  });
}
