import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetNetworkQosRequest } from '../../../../proto/src/model-qos.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';
import { validateSpec } from './validate-spec.ts';

/** At once, also of a running guest. @throws DomainError `invalid` for what is no limit. */
export async function setNetworkQos(
  cell: ChangingCell,
  { guestId, receiveBytesPerSecond, sendBytesPerSecond }: SetNetworkQosRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  const limits = { receiveBytesPerSecond, sendBytesPerSecond };
  return await changeGuest(cell, guestId, signal, async ({ spec }, hypervisor) => {
    validateSpec({ ...spec, qos: { ...spec.qos, ...limits } });
    await hypervisor.setNetworkQos(guestId, limits);
  });
}
