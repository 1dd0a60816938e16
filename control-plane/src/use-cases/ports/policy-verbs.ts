import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetSecurityPolicyRequest } from '../../../../proto/src/model-policy.ts';
import type { CallOptions } from './cell-gateway.ts';

/** Which packets reach a guest. */
export interface PolicyVerbs {
  /** Returns the guest as it is then. */
  setSecurityPolicy(
    cellId: string,
    request: SetSecurityPolicyRequest,
    options: CallOptions,
  ): Promise<CellGuest>;
}
