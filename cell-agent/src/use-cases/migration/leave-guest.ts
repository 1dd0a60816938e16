import type { LeaveGuestRequest } from '../../../../proto/src/model-migration.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/** Removes what is left here of a guest that has gone to another cell. One that has come back since is left alone. */
export async function leaveGuest(
  { hypervisor, guestLocks }: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { operationId, guestId, copy, cookie }: LeaveGuestRequest,
  signal: AbortSignal,
): Promise<void> {
  validateGuestId(guestId);
  await guestLocks.run(guestId, signal, () => hypervisor.leaveGuest(operationId, guestId, { copy, cookie }));
}
