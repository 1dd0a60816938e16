import type { Context } from '../context.ts';
import { requireRoom } from '../guests/choose-cell.ts';
import { findOwnGuest } from '../guests/guest-access.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import { refuseRunning } from '../guests/power-state.ts';
import { refuseSnapshots } from '../guests/refuse-snapshots.ts';
import type { Ports } from '../ports/index.ts';
import type { BuildImageInput } from './build-image-operation.ts';
import { type CreateImageInput, newImage } from './create-image.ts';
import { imageSubject } from './image-access.ts';

/**
 * Accepts a new disk image from the system disk of a stopped guest; it is built as the operation `build-image`, during
 * which nothing else can be done with the guest. If that fails there is no image.
 * @throws DomainError `invalid`, `forbidden`, `not_found`, `already_exists` (name in its group), `cell_unreachable`,
 *   `conflict` (`guest_running`, `guest_has_snapshots`, `operation_running`).
 */
export async function buildImage(
  ports: Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'limits'>,
  ctx: Context,
  input: Omit<CreateImageInput, 'kind'> & { readonly guestId: string },
): Promise<{ id: string }> {
  const image = await newImage(ports, ctx, { ...input, kind: 'disk' }, 'building');
  const guest = await findOwnGuest(ports, ctx, input.guestId);
  await requireReachable(ports, guest);
  refuseRunning(ports, guest, `guest '${guest.name}' is running: stop it to build an image from it`);
  await refuseSnapshots(ports, guest);
  await submitGuestOperation<BuildImageInput>(ports, ctx, {
    kind: 'build-image',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, imageId: image.id },
    reserve: async (tx) => {
      // The copy that is sent is made beside the disk.
      if (guest.storage !== '') await requireRoom(tx, ports, guest, { diskBytes: 0 });
      await tx.images.insert(image);
      await tx.audit.append(ctx, {
        action: 'create-image',
        subject: imageSubject(image.id),
        outcome: 'accepted',
        details: { kind: 'disk', name: image.name, guest: guest.id, owner: image.owner, group: image.group },
      });
    },
  });
  return { id: image.id };
}
