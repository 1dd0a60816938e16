import type { CellGuest } from '../../../../proto/src/model.ts';
import type { RenameGuestRequest } from '../../../../proto/src/model-changes.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';
import { validateSpec } from './validate-spec.ts';

/** Whether it may be renamed while it runs is for the control plane to say: taking a name back must always work. */
export async function renameGuest(
  cell: ChangingCell,
  { guestId, name }: RenameGuestRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async (guest, hypervisor) => {
    validateSpec({ ...guest.spec, name, hostName: name });
    await hypervisor.renameGuest(guestId, name);
  });
}
