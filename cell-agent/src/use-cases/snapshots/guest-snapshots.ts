import type { GuestSnapshots } from '../../../../proto/src/model-snapshots.ts';
import type { Hypervisor } from '../../hypervisor/port.ts';

/** The guest with all its snapshots: what each verb on them answers. */
export async function guestSnapshots(hypervisor: Hypervisor, guestId: string): Promise<GuestSnapshots> {
  const [guest, snapshots] = await Promise.all([
    hypervisor.getGuest(guestId),
    hypervisor.listSnapshots(guestId),
  ]);
  return { guest, snapshots };
}
