import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetCpuPriorityRequest } from '../../../../proto/src/model-qos.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';

/** At once, also of a running guest. */
export async function setCpuPriority(
  cell: ChangingCell,
  { guestId, priority }: SetCpuPriorityRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, (_, hypervisor) =>
    hypervisor.setCpuPriority(guestId, priority),
  );
}
