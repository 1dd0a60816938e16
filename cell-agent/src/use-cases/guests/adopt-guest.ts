import type { CellGuest, GuestSpec } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { requireOff } from './change-guest.ts';
import { findGuest } from './find-guest.ts';
import { validateSpec } from './validate-spec.ts';

/**
 * Defines a stopped guest over disks that exist already, on storage that this cell shares. None is made: where one is
 * missing the guest does not start. An older definition of the guest is replaced.
 * @throws DomainError `invalid`; `conflict` with reason `guest_running`.
 */
export async function adoptGuest(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { operationId, spec }: { readonly operationId: string; readonly spec: GuestSpec },
  signal: AbortSignal,
): Promise<CellGuest> {
  validateSpec(spec);
  const { hypervisor } = cell;
  return await cell.guestLocks.run(spec.id, signal, async () => {
    const present = await findGuest(hypervisor, spec.id);
    if (present !== null && present.operationId !== operationId) {
      requireOff(present);
      await hypervisor.undefineGuest(spec.id);
    }
    await hypervisor.defineGuest(operationId, spec);
    return await hypervisor.getGuest(spec.id);
  });
}
