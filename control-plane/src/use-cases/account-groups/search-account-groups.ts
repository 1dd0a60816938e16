import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { listedDomain } from '../identity/policy.ts';
import type { GroupFilter, Ports } from '../ports/index.ts';

/** Groups of all kinds, sorted by name; an administrator of a domain sees those in it. @throws DomainError `forbidden`. */
export async function searchAccountGroups(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  filter: GroupFilter,
): Promise<Group[]> {
  return ports.store.users.searchGroups({ ...filter, domainId: listedDomain(ctx, filter.domainId) });
}
