/**
 * Who may see and who may change a security policy group. Every session may choose an enabled global one, because the
 * dialog that creates guests offers them; the right opens a user's own ones and all global ones, administrators see all.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { PolicyGroup } from '../../domain/policy.ts';
import { may, requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export function policySubject(policyGroupId: string): { kind: string; id: string } {
  return { kind: 'policy-group', id: policyGroupId.slice(0, 80) };
}

/** @throws DomainError `forbidden` with reason `missing_right`. */
export function requirePolicyRight(actor: Actor): void {
  if (!may(actor, 'policies.administer')) requireRight(actor, 'policies.use');
}

export function maySeePolicy(actor: Actor, group: PolicyGroup): boolean {
  if (may(actor, 'policies.administer')) return true;
  if (!may(actor, 'policies.use')) return group.global && group.enabled;
  return group.global || group.ownerId === actor.userId;
}

/** For every session. @throws DomainError `not_found` if unknown or invisible. */
export async function findVisiblePolicy(
  store: Pick<Ports['store'], 'policyGroups'>,
  ctx: Context,
  policyGroupId: string,
): Promise<PolicyGroup> {
  const group = await store.policyGroups.get(policyGroupId);
  if (group && maySeePolicy(ctx.actor, group)) return group;
  const subject = policySubject(policyGroupId);
  throw new DomainError('not_found', `invalid security policy group '${subject.id}'`, {
    reason: 'policy_group_not_found',
    subject,
  });
}

/** @throws DomainError as `findVisiblePolicy`; `forbidden` without the right or if it is visible but another's. */
export async function findOwnPolicy(
  store: Pick<Ports['store'], 'policyGroups'>,
  ctx: Context,
  policyGroupId: string,
): Promise<PolicyGroup> {
  requirePolicyRight(ctx.actor);
  const group = await findVisiblePolicy(store, ctx, policyGroupId);
  if (group.ownerId === ctx.actor.userId || may(ctx.actor, 'policies.administer')) return group;
  throw new DomainError('forbidden', `security policy group '${group.name}' belongs to another user`, {
    reason: 'not_owner',
    subject: policySubject(group.id),
  });
}
