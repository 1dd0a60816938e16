import type { PolicyAction } from '../../domain/policy.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from '../guests/change-operation.ts';
import { setSecurityPolicy } from './set-security-policy.ts';

/** For packets to the guest that no rule matches. That which it is already changes nothing. */
export async function changeDefaultAction(
  ports: ChangePorts,
  ctx: Context,
  { guestId, action }: { readonly guestId: string; readonly action: PolicyAction },
): Promise<void> {
  await setSecurityPolicy(ports, ctx, {
    guestId,
    change: 'default-action',
    details: { action },
    apply: (policy) => (policy.defaultAction === action ? policy : { ...policy, defaultAction: action }),
  });
}
