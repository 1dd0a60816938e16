import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/** Makes an arrived guest an ordinary one. @throws DomainError `conflict` with reason `guest_not_here`. */
export async function admitGuest(
  { hypervisor, guestLocks }: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { operationId, guestId }: GuestCommand,
  signal: AbortSignal,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await guestLocks.run(guestId, signal, async () => {
    await hypervisor.admitGuest(operationId, guestId);
    return await hypervisor.getGuest(guestId);
  });
}
