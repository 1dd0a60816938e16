import type { CellGuest } from '../../../../proto/src/model.ts';

/** Whether a disk of the guest stands on the image, or its drive holds it. */
export function dependsOn(guest: CellGuest, sha256: string): boolean {
  if (guest.media?.imageSha256 === sha256) return true;
  return guest.spec.disks.some((disk) => disk.imageSha256 === sha256 && disk.clone === 'linked');
}
