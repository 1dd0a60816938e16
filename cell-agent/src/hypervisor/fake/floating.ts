import type { GuestSpec } from '../../../../proto/src/model.ts';
import type { FloatingHypervisor } from '../port/floating.ts';

/** Keeps the addresses; nobody reaches fake guests. */
export function createFloating(
  revise: (guestId: string, change: (spec: GuestSpec) => Partial<GuestSpec>) => void,
): FloatingHypervisor {
  return {
    setFloatingAddresses: async (guestId, addresses) =>
      revise(guestId, () => ({ floatingAddresses: [...addresses] })),
  };
}
