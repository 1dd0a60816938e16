import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { listedDomain } from '../identity/policy.ts';
import type { Ports, UserFilter } from '../ports/index.ts';

/** Sorted by name; an administrator of a domain sees those in it. @throws DomainError `forbidden`. */
export async function listAccounts(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  filter: UserFilter,
): Promise<User[]> {
  return ports.store.users.listUsers({ ...filter, domainId: listedDomain(ctx, filter.domainId) });
}
