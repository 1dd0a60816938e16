import type { BootSource } from '../../../../proto/src/model.ts';
import type { StepRun } from '../../operations/step.ts';

/** Starts the guest on its cell, with a lease first if it needs one. Safe to repeat. */
export async function startOnCell(
  { ports, operationId, signal, timeoutMs }: Omit<StepRun<unknown>, 'input'>,
  { cellId, guestId, boot }: { cellId: string; guestId: string; boot: BootSource },
): Promise<void> {
  const isLeased = (await ports.store.guests.get(guestId))?.failover ?? false;
  if (isLeased) await ports.leases.grant(cellId, guestId, { signal });
  const guest = await ports.cells.startGuest(cellId, { operationId, guestId, boot }, { timeoutMs, signal });
  ports.live.note(cellId, guest);
  if (isLeased) await ports.leases.started(cellId, guestId);
}
