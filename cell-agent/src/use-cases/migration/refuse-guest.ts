import type { RefuseGuestRequest } from '../../../../proto/src/model-migration.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/** A guest that was expected comes no more. @throws DomainError `conflict` with reason `guest_arrived`. */
export async function refuseGuest(
  { hypervisor, guestLocks, arrivals }: Pick<Cell, 'hypervisor' | 'guestLocks' | 'arrivals'>,
  { operationId, guestId, copy, storage }: RefuseGuestRequest,
  signal: AbortSignal,
): Promise<void> {
  validateGuestId(guestId);
  arrivals.end(operationId);
  await guestLocks.run(guestId, signal, () =>
    hypervisor.refuseGuest(operationId, guestId, { copy, storage }),
  );
}
