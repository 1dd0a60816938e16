import { may } from '../../domain/rights.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findUser, noSuchUser } from './find-user.ts';

/** Everybody may read himself; others do not exist for those who manage no users. @throws DomainError `not_found`. */
export async function getUser(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { user: string },
): Promise<User> {
  if (input.user !== ctx.actor.userName && !may(ctx.actor, 'users.manage')) throw noSuchUser(input.user);
  return findUser(ports.store, input.user);
}
