import { DomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findVisiblePolicy, policySubject } from './policy-access.ts';

/**
 * No cell holds packets back, so that a guest that asks for it is better refused than left open.
 * @throws DomainError `not_found`; `unsupported` with reason `policies_not_enforced` for a group that the caller sees.
 */
export async function refusePolicy(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  policyGroupId: string,
): Promise<never> {
  const { id, name } = await findVisiblePolicy(ports.store, ctx, policyGroupId);
  throw new DomainError(
    'unsupported',
    `security policy group '${name}' can not be given to a guest: cells of this version do not enforce security policies yet`,
    { reason: 'policies_not_enforced', subject: policySubject(id) },
  );
}
