import type { Context } from '../context.ts';
import { findReadyImage } from '../images/find-ready-image.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, submitGuestOperation } from './guest-operation.ts';
import { requireImageFits } from './image-fits.ts';
import { refuseRunning } from './power-state.ts';
import { refuseSnapshots } from './refuse-snapshots.ts';
import type { ResetSystemInput } from './reset-system-operation.ts';

/**
 * Accepts that a stopped guest gets a new system disk from an image; all else stays. It runs as the operation
 * `reset-system`, during which the guest is not ready.
 * @throws DomainError `not_found`, `forbidden`, `cell_unreachable`, `invalid` (`image_larger_than_disk`), `conflict`
 *   (`guest_running`, `guest_has_snapshots`, `image_not_ready`, `operation_running`).
 */
export async function resetSystem(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { readonly guestId: string; readonly imageId: string },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseRunning(ports, guest, `guest '${guest.name}' is running: stop it to reset its system`);
  await refuseSnapshots(ports, guest);
  const image = await findReadyImage(ports, ctx, 'disk', request.imageId);
  requireImageFits(image, guest.disks[0]?.sizeBytes ?? 0);
  await submitGuestOperation<ResetSystemInput>(ports, ctx, {
    kind: 'reset-system',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, image },
    reserve: async (tx) => {
      await tx.guests.holdImage(guest.id, image.sha256);
      await tx.guests.setPhase(guest.id, 'resetting');
    },
  });
}
