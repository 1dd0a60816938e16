import { DomainError } from '../../../../proto/src/errors.ts';
import type { Volume } from '../../domain/volume.ts';
import { isPassing } from '../desktop-servers/passing-failure.ts';
import type { Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { submitDetachment } from './detach-volume.ts';
import { letGo } from './let-go.ts';

const atOnce = 100;

/** Has guests let go of the volumes that are wanted back. What can not be begun now is begun by a later call. */
export async function followVolumes(
  ports: Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'clock'>,
): Promise<void> {
  for (const volume of await ports.store.volumes.detaching(ports.clock.nowMs(), atOnce)) {
    try {
      await followVolume(ports, volume);
    } catch (error) {
      if (!(error instanceof DomainError) || !isPassing(error)) throw error;
    }
  }
}

async function followVolume(ports: Parameters<typeof followVolumes>[0], volume: Volume): Promise<void> {
  const guest = await ports.store.guests.get(volume.guestId ?? '');
  if (guest === undefined) return ports.store.transaction((tx) => letGo(tx, volume.guestId ?? '', volume.id));
  await submitDetachment(ports, systemContext(ports), volume, guest);
}
