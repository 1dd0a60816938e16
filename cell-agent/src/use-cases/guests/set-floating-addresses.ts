import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetFloatingAddressesRequest } from '../../../../proto/src/model-volumes.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';
import { validateSpec } from './validate-spec.ts';

/** At once, also of a running guest. @throws DomainError `invalid`; `unsupported` with reason `floating_unavailable`. */
export async function setFloatingAddresses(
  cell: ChangingCell,
  { guestId, addresses }: SetFloatingAddressesRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async ({ spec }, hypervisor) => {
    validateSpec({ ...spec, floatingAddresses: addresses });
    await hypervisor.setFloatingAddresses(guestId, addresses);
  });
}
