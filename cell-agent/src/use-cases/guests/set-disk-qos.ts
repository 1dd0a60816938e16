import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetDiskQosRequest } from '../../../../proto/src/model-qos.ts';
import { type ChangingCell, changeGuest } from './change-guest.ts';
import { validateSpec } from './validate-spec.ts';

/** At once, also of a running guest. @throws DomainError `invalid` for what is no limit. */
export async function setDiskQos(
  cell: ChangingCell,
  { guestId, readBytesPerSecond, writeBytesPerSecond, readIops, writeIops }: SetDiskQosRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  const limits = { readBytesPerSecond, writeBytesPerSecond, readIops, writeIops };
  return await changeGuest(cell, guestId, signal, async ({ spec }, hypervisor) => {
    validateSpec({ ...spec, qos: { ...spec.qos, ...limits } });
    await hypervisor.setDiskQos(guestId, limits);
  });
}
