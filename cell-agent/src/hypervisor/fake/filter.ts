import type { GuestSpec } from '../../../../proto/src/model.ts';
import type { FilterHypervisor } from '../port/filter.ts';

/** Keeps the policy; nobody sends fake guests anything. */
export function createFilter(
  revise: (guestId: string, change: (spec: GuestSpec) => Partial<GuestSpec>) => void,
): FilterHypervisor {
  return {
    setSecurityPolicy: async (guestId, securityPolicy) => revise(guestId, () => ({ securityPolicy })),
  };
}
