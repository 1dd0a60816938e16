import { DomainError } from '../../../../proto/src/errors.ts';
import type { User } from '../../domain/user.ts';
import type { Store } from '../ports/index.ts';

/** @throws DomainError `not_found`. */
export async function findUser(store: Pick<Store, 'users'>, name: string): Promise<User> {
  const user = await store.users.findByName(name);
  if (user) return user;
  throw noSuchUser(name);
}

export function noSuchUser(name: string): DomainError {
  const shown = name.slice(0, 80);
  return new DomainError('not_found', `invalid user '${shown}'`, {
    reason: 'user_not_found',
    subject: { kind: 'user', id: shown },
  });
}
