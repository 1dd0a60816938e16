import type { PolicyGroup } from '../../domain/policy.ts';
import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { PolicyGroupFilter, Ports } from '../ports/index.ts';

export type PolicySearch = Omit<PolicyGroupFilter, 'seenBy'>;

/** Those that the caller sees, sorted by name; without the right that is the enabled global ones. */
export async function searchPolicyGroups(
  ports: Pick<Ports, 'store'>,
  { actor }: Context,
  search: PolicySearch,
): Promise<PolicyGroup[]> {
  if (may(actor, 'policies.administer')) return await ports.store.policyGroups.list(search);
  if (may(actor, 'policies.use')) {
    return await ports.store.policyGroups.list({ ...search, seenBy: actor.userId });
  }
  return await ports.store.policyGroups.list({ ...search, enabledOnly: true, globalOnly: true });
}
