import { DomainError } from '../../../../proto/src/errors.ts';
import type { Cookie, ExpectGuestRequest } from '../../../../proto/src/model-migration.ts';
import { holdImage } from '../guests/create-guest.ts';
import { validateSpec } from '../guests/validate-spec.ts';
import { imageCacheOf } from '../images/image-cache-of.ts';
import type { Cell, HeldImage, LongCallOptions } from '../ports.ts';

/**
 * Makes all that a guest needs here which another cell is about to send.
 * @throws DomainError `already_exists`; `not_found` with reason `image_not_cached`; `invalid`.
 */
export async function expectGuest(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'images' | 'storages' | 'arrivals'>,
  { operationId, spec, departure, copy, sourceCellId, ticket }: ExpectGuestRequest,
  { signal, onProgress }: LongCallOptions,
): Promise<Cookie> {
  validateSpec(spec);
  if (ticket === '') throw new DomainError('invalid', 'a ticket is missing', { reason: 'bad_request' });
  return await cell.guestLocks.run(spec.id, signal, async () => {
    const images = imageCacheOf(cell, spec.storage);
    const held: HeldImage[] = [];
    try {
      const bases = [];
      for (const disk of spec.disks) {
        const image = disk.imageSha256 === '' ? null : await holdImage(images, disk);
        if (image !== null) held.push(image);
        bases.push(image && { path: image.path, sha256: disk.imageSha256, clone: disk.clone });
      }
      const options = { signal, onProgress: (percent: number) => onProgress(percent, 'disks') };
      const arrival = { spec, departure, copy, bases };
      const cookie = await cell.hypervisor.expectGuest(operationId, arrival, options);
      cell.arrivals.expect(operationId, { guestId: spec.id, sourceCellId, ticket });
      return cookie;
    } finally {
      for (const image of held) image[Symbol.dispose]();
    }
  });
}
