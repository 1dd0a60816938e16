import { DomainError } from '../../../../proto/src/errors.ts';
import type { ReadyImage } from '../images/find-ready-image.ts';

/** @throws DomainError `invalid` with reason `image_larger_than_disk`. */
export function requireImageFits(image: ReadyImage, systemDiskBytes: number): void {
  if (image.virtualSizeBytes <= systemDiskBytes) return;
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(2);
  throw new DomainError(
    'invalid',
    `source image (${gib(image.virtualSizeBytes)} GB) larger than system disk (${gib(systemDiskBytes)} GB)`,
    {
      reason: 'image_larger_than_disk',
      details: { field: 'disks[0]', value: systemDiskBytes, minimum: image.virtualSizeBytes },
    },
  );
}
