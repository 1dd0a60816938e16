import type { Hypervisor } from '../../port.ts';
import type { FreeSpace } from '../agent/free-space.ts';
import type { LibvirtClient } from '../client.ts';
import type { GuestFiles } from '../guest-files.ts';
import type { OwnGuests } from '../own-guests.ts';
import { GuestMeter } from './guests.ts';
import { NodeMeter } from './node.ts';

export async function openStatistics(
  client: LibvirtClient,
  own: OwnGuests,
  freeSpace: FreeSpace,
  files: GuestFiles,
): Promise<Pick<Hypervisor, 'nodeStatistics' | 'guestStatistics'>> {
  const coresOf = async (guestId: string) => (await own.find(guestId))?.cores ?? null;
  const guests = new GuestMeter(client, coresOf, (guestId) => freeSpace.get(guestId));
  const node = await NodeMeter.open(() => files.storagePath);
  return { nodeStatistics: () => node.read(), guestStatistics: () => guests.read() };
}
