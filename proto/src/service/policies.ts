import { decodeSecurityPolicy, encodeSecurityPolicy } from '../convert-policy.ts';
import type { SetSecurityPolicyRequest } from '../model-policy.ts';
import { cellar } from '../runtime.ts';
import { codec, decodeGuestCommand, guest, method } from './method.ts';

const v1 = cellar.cell.v1;

/** Which packets reach a guest. */
export const policyMethods = {
  setSecurityPolicy: method(
    'SetSecurityPolicy',
    codec(
      v1.SetSecurityPolicyRequest,
      (value: SetSecurityPolicyRequest) => ({ ...value, policy: encodeSecurityPolicy(value.policy) }),
      (message): SetSecurityPolicyRequest => ({
        ...decodeGuestCommand(message),
        policy: decodeSecurityPolicy(message.policy),
      }),
    ),
    guest,
  ),
};
