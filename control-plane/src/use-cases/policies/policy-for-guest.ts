import { DomainError } from '../../../../proto/src/errors.ts';
import { openPolicy } from '../../../../proto/src/model-policy.ts';
import type { SecurityPolicy } from '../../domain/policy.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findVisiblePolicy, policySubject } from './policy-access.ts';

/**
 * The copy of a group's rules that a new guest keeps as its own; later changes of the group do not reach it.
 * @param policyGroupId null: everything reaches the guest.
 * @throws DomainError `not_found`; `conflict` with reason `policy_group_disabled` for a group that the caller sees.
 */
export async function policyForGuest(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  policyGroupId: string | null,
): Promise<SecurityPolicy> {
  if (policyGroupId === null) return openPolicy;
  const { id, name, enabled, defaultAction, rules } = await findVisiblePolicy(
    ports.store,
    ctx,
    policyGroupId,
  );
  if (enabled) return { defaultAction, rules };
  throw new DomainError('conflict', `security policy group '${name}' is disabled`, {
    reason: 'policy_group_disabled',
    subject: policySubject(id),
  });
}
