import type { Cell } from '../ports.ts';
import { dependsOn } from './depends-on.ts';
import { validateHash } from './validate-image.ts';

/**
 * Deletes the image from the cell's cache; an absent one is removed already.
 * @throws DomainError `conflict` with reason `image_in_use` while a guest's disk or drive is based on it.
 */
export async function removeImage(
  cell: Pick<Cell, 'hypervisor' | 'images'>,
  { sha256 }: { readonly sha256: string },
): Promise<void> {
  validateHash(sha256);
  await cell.images.remove(sha256, async () => {
    const guests = await cell.hypervisor.listGuests();
    return guests.some((guest) => dependsOn(guest, sha256));
  });
}
