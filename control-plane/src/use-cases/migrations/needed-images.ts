import type { Guest } from '../../domain/guest.ts';
import type { PulledImage } from '../guests/pull-image-step.ts';
import type { Ports } from '../ports/index.ts';

/** The images that a guest's disks stand on and that of the media in its drive, as far as they are kept here. */
export async function neededImages(
  ports: Pick<Ports, 'store' | 'live'>,
  guest: Guest,
): Promise<PulledImage[]> {
  const media = ports.live.guest(guest.id)?.seen?.media?.imageSha256 ?? '';
  const hashes = new Set([...guest.disks.map((disk) => disk.imageSha256), media]);
  hashes.delete('');
  const images: PulledImage[] = [];
  for (const sha256 of hashes) {
    const image = await ports.store.images.findBySha256(sha256);
    if (image?.content) {
      const { sizeBytes, format } = image.content;
      images.push({ id: image.id, sha256, sizeBytes, format });
    }
  }
  return images;
}
