import { DomainError } from '../../../../proto/src/errors.ts';
import type { Group } from '../../domain/user.ts';
import type { Store } from '../ports/index.ts';

/** A Nano group by its name. @throws DomainError `not_found`. */
export async function findGroup(store: Pick<Store, 'users'>, name: string): Promise<Group> {
  const group = await store.users.findGroupByName(name);
  if (group?.nano) return group;
  const shown = name.slice(0, 80);
  throw new DomainError('not_found', `invalid group '${shown}'`, {
    reason: 'group_not_found',
    subject: { kind: 'group', id: shown },
  });
}
