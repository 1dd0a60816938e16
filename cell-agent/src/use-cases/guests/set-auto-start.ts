import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetAutoStartRequest } from '../../../../proto/src/model-changes.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';

/** Whether the guest starts with its host; it may run meanwhile. */
export async function setAutoStart(
  cell: ChangingCell,
  { guestId, enabled }: SetAutoStartRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, (_, hypervisor) =>
    hypervisor.setAutoStart(guestId, enabled),
  );
}
