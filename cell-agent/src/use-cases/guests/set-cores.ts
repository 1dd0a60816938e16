import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetCoresRequest } from '../../../../proto/src/model-changes.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';
import { isOff } from './find-guest.ts';
import { validateSpec } from './validate-spec.ts';

/** A running guest gets them at once only if that is asked, else from its next start. */
export async function setCores(
  cell: ChangingCell,
  { guestId, cores, immediate }: SetCoresRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async (guest, hypervisor) => {
    validateSpec({ ...guest.spec, cores });
    await hypervisor.setCores(guestId, cores, immediate && !isOff(guest) ? 'now' : 'next-start');
  });
}
