import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetMemoryRequest } from '../../../../proto/src/model-changes.ts';
import { type ChangingCell, changeGuest, requireOff } from './change-guest.ts';
import { validateSpec } from './validate-spec.ts';

/** @throws DomainError `conflict` with reason `guest_running` unless it shall be at once. */
export async function setMemory(
  cell: ChangingCell,
  { guestId, memoryBytes, immediate }: SetMemoryRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async (guest, hypervisor) => {
    validateSpec({ ...guest.spec, memoryBytes });
    if (!immediate) requireOff(guest);
    await hypervisor.setMemory(guestId, memoryBytes);
  });
}
