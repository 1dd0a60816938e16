import { DomainError } from '../../../../proto/src/errors.ts';
import type { Role } from '../../domain/user.ts';
import type { Store } from '../ports/index.ts';

/** @throws DomainError `not_found`. */
export async function findRole(store: Pick<Store, 'users'>, name: string): Promise<Role> {
  const role = await store.users.getRole(name);
  if (role) return role;
  const shown = name.slice(0, 80);
  throw new DomainError('not_found', `invalid role '${shown}'`, {
    reason: 'role_not_found',
    subject: { kind: 'role', id: shown },
  });
}
