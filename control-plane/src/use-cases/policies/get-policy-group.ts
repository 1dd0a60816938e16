import type { PolicyGroup } from '../../domain/policy.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findVisiblePolicy, requirePolicyRight } from './policy-access.ts';

/** With its rules in order. @throws DomainError `forbidden`, `not_found`. */
export async function getPolicyGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly policyGroupId: string },
): Promise<PolicyGroup> {
  requirePolicyRight(ctx.actor);
  return await findVisiblePolicy(ports.store, ctx, input.policyGroupId);
}
