import { administersDomain } from '../../domain/rights.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { accountOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** Everybody may read himself; others do not exist but for administrators of their domain. @throws DomainError `not_found`. */
export async function getAccount(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<User> {
  const user = await accountOf(ports.store, input.id);
  if (user.id === ctx.actor.userId || administersDomain(ctx.actor, user.domainId)) return user;
  return missing('user', input.id);
}
