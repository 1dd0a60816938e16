import type { Assignment, Holder, Target } from '../../domain/identity.ts';
import { isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { refused } from '../identity/policy.ts';
import type { Ports, Store } from '../ports/index.ts';
import { requireTarget } from './assignable.ts';
import { effectiveAssignments } from './effective-assignments.ts';

export interface AssignmentQuery {
  readonly roleId?: string | undefined;
  readonly holder?: Holder | undefined;
  readonly target?: Target | undefined;
  readonly inherited?: boolean | undefined;
  /** Groups become their members, inherited roles what they count on. */
  readonly effective: boolean;
  /** The projects below the target, too. */
  readonly includeSubtree: boolean;
}

/**
 * Who has which role where. Administrators may ask for anything, others for a project or domain that they administer, and for
 * their own.
 * @throws DomainError `forbidden`, `not_found` for the project or domain.
 */
export async function listAssignments(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  query: AssignmentQuery,
): Promise<Assignment[]> {
  const { store } = ports;
  const { actor } = ctx;
  const own = query.holder?.kind === 'user' && query.holder.id === actor.userId;
  if (!own && !isAdministrator(actor)) {
    if (!query.target) throw refused(actor.userName);
    await requireTarget(store, ctx, query.target);
  }
  if (query.effective) return effectiveAssignments(store, query);
  const { target, includeSubtree, effective: _, ...filter } = query;
  const targets = await withSubtree(store, target, includeSubtree);
  const lists = await Promise.all(
    targets.map((one) => store.identity.listAssignments({ ...filter, target: one })),
  );
  return lists.flat();
}

async function withSubtree(
  store: Store,
  target: Target | undefined,
  includeSubtree: boolean,
): Promise<(Target | undefined)[]> {
  if (!includeSubtree || target?.kind !== 'project') return [target];
  const below = await store.identity.projectsBelow(target.id);
  return [target, ...below.map(({ id }) => ({ kind: 'project' as const, id }))];
}
