/** What a project was given by its sign-up: where its guests get addresses from, and what reaches them. */
import { openPolicy } from '../../../../proto/src/model-policy.ts';
import type { SecurityPolicy } from '../../domain/policy.ts';
import type { Store } from '../ports/index.ts';
import { projectOfGuest } from './quotas/project-of-guest.ts';

interface OwnedGuest {
  readonly projectId: string | null;
  readonly groupId: string;
}

/** The address pool for guests of the project; null: that of their compute pool. */
export async function networkOfProject(
  tx: Pick<Store, 'adjutant' | 'users' | 'addressPools'>,
  guest: OwnedGuest,
): Promise<string | null> {
  const projectId = await projectOfGuest(tx, guest);
  const network = projectId === null ? undefined : await tx.adjutant.projectNetwork(projectId);
  const pool = network?.addressPool ?? null;
  return pool !== null && (await tx.addressPools.get(pool)) ? pool : null;
}

/** What a guest of the project begins with where nobody asks for a policy group. */
export async function policyOfProject(
  store: Pick<Store, 'adjutant' | 'users' | 'policyGroups'>,
  guest: OwnedGuest,
): Promise<SecurityPolicy> {
  const projectId = await projectOfGuest(store, guest);
  const network = projectId === null ? undefined : await store.adjutant.projectNetwork(projectId);
  const id = network?.policyGroupId ?? null;
  const group = id === null ? undefined : await store.policyGroups.get(id);
  return group?.enabled ? { defaultAction: group.defaultAction, rules: group.rules } : openPolicy;
}
