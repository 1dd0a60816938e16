/** How a guest lets go of a volume; part of the detachment, of a rebuild and of whatever else ends a guest's run. */
import { DomainError } from '../../../../proto/src/errors.ts';
import { detached } from '../../domain/volume.ts';
import type { StepRun } from '../../operations/step.ts';
import type { Store } from '../ports/index.ts';

/** Nothing there has it any more. */
export function isGuestGone(error: unknown): boolean {
  return (
    error instanceof DomainError &&
    ['guest_unknown', 'guest_not_found', 'cell_not_found'].includes(error.reason ?? '')
  );
}

/** @throws DomainError `conflict` with reason `volume_busy` while a running guest does not let go. */
export async function letGoOnCell(
  { ports, operationId, signal, timeoutMs }: Omit<StepRun<unknown>, 'input'>,
  { cellId, guestId, volumeId }: { cellId: string; guestId: string; volumeId: string },
): Promise<void> {
  const request = { operationId, guestId, volumeId };
  try {
    ports.live.note(cellId, await ports.cells.detachVolume(cellId, request, { timeoutMs, signal }));
  } catch (error) {
    if (!isGuestGone(error)) throw error;
  }
}

/** Notes that the guest does not have it any more. */
export async function letGo(tx: Store, guestId: string, volumeId: string): Promise<void> {
  const guest = await tx.guests.get(guestId);
  const volumes = guest?.volumes.filter(({ id }) => id !== volumeId);
  if (guest && volumes && volumes.length < guest.volumes.length) await tx.guests.update(guestId, { volumes });
  const volume = await tx.volumes.get(volumeId);
  if (volume?.guestId !== guestId) return;
  await tx.volumes.update(volumeId, { ...detached, state: 'available' });
}

/** The guest is gone; its volumes stay, but for those on a disk that is gone with its cell. */
export async function letAllGo(tx: Store, guestId: string): Promise<void> {
  for (const volume of await tx.volumes.list({ guestId })) {
    const cell = volume.cellId === null ? undefined : await tx.cells.get(volume.cellId);
    const state = cell?.revokedAtMs != null ? 'error' : 'available';
    await tx.volumes.update(volume.id, { ...detached, state });
  }
}
