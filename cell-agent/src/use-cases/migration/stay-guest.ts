import type { GuestCommand } from '../../../../proto/src/model.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/** A guest that was to leave goes on here. One that was not, or is not here, is left alone. */
export async function stayGuest(
  { hypervisor, guestLocks }: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { operationId, guestId }: GuestCommand,
  signal: AbortSignal,
): Promise<void> {
  validateGuestId(guestId);
  await guestLocks.run(guestId, signal, () => hypervisor.stayGuest(operationId, guestId));
}
