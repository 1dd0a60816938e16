import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetMonitorSecretRequest } from '../../../../proto/src/model-changes.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';
import { validateSpec } from './validate-spec.ts';

/** The password of the guest's screen, for new viewers at once. */
export async function setMonitorSecret(
  cell: ChangingCell,
  { guestId, secret }: SetMonitorSecretRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async (guest, hypervisor) => {
    validateSpec({ ...guest.spec, monitorSecret: secret });
    await hypervisor.setMonitorSecret(guestId, secret);
  });
}
