import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetSecurityPolicyRequest } from '../../../../proto/src/model-policy.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';
import { validateSpec } from './validate-spec.ts';

/** At once, also of a running guest. @throws DomainError `invalid` for what is no policy. */
export async function setSecurityPolicy(
  cell: ChangingCell,
  { guestId, policy }: SetSecurityPolicyRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async ({ spec }, hypervisor) => {
    validateSpec({ ...spec, securityPolicy: policy });
    await hypervisor.setSecurityPolicy(guestId, policy);
  });
}
