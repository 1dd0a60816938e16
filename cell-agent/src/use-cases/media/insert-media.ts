import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellGuest } from '../../../../proto/src/model.ts';
import type { InsertMediaRequest } from '../../../../proto/src/model-media.ts';
import { imageNotCached } from '../guests/create-guest.ts';
import { requireOn } from '../guests/find-guest.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import { validateHash } from '../images/validate-image.ts';
import type { Cell } from '../ports.ts';

/**
 * Puts pulled media into the drive of a running guest, until it is off.
 * @throws DomainError `conflict` with reason `guest_stopped` or `media_attached`; `not_found` with reason
 *   `image_not_cached`.
 */
export async function insertMedia(
  cell: Pick<Cell, 'hypervisor' | 'images' | 'guestLocks'>,
  { operationId, guestId, media }: InsertMediaRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  validateGuestId(guestId);
  validateHash(media.imageSha256);
  return await cell.guestLocks.run(guestId, signal, async () => {
    requireOn(await cell.hypervisor.getGuest(guestId));
    const held = await cell.images.hold(media.imageSha256);
    if (held === undefined) throw imageNotCached(media.imageSha256);
    try {
      if (!held.path.endsWith('.iso')) throw notMedia();
      await cell.hypervisor.insertMedia(operationId, guestId, media);
    } finally {
      held[Symbol.dispose]();
    }
    return await cell.hypervisor.getGuest(guestId);
  });
}

function notMedia(): DomainError {
  return new DomainError('invalid', 'this image is not a media image', { reason: 'bad_image' });
}
