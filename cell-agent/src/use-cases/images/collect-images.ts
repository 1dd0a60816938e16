import { DomainError } from '../../../../proto/src/errors.ts';
import type { CollectImagesReply, CollectImagesRequest } from '../../../../proto/src/model-media.ts';
import type { Cell } from '../ports.ts';
import { dependsOn } from './depends-on.ts';

/**
 * Removes cached images that are not among the wanted ones, that no guest here uses, and that nothing asked for
 * lately: what was pulled for a guest that is about to be made stays.
 */
export async function collectImages(
  cell: Pick<Cell, 'hypervisor' | 'images'>,
  { wantedSha256, unusedForMs }: CollectImagesRequest,
  signal: AbortSignal,
): Promise<CollectImagesReply> {
  const wanted = new Set(wantedSha256);
  const unwanted = (await cell.images.list()).filter(({ sha256 }) => !wanted.has(sha256));
  const removedSha256: string[] = [];
  for (const { sha256 } of unwanted) {
    if (signal.aborted) break;
    const isNeeded = async () => {
      const wantedAtMs = await cell.images.wantedAtMs(sha256);
      if (wantedAtMs > Date.now() - unusedForMs) return true;
      return (await cell.hypervisor.listGuests()).some((guest) => dependsOn(guest, sha256));
    };
    if (await removed(cell, sha256, isNeeded)) removedSha256.push(sha256);
  }
  return { removedSha256 };
}

async function removed(
  { images }: Pick<Cell, 'images'>,
  sha256: string,
  isNeeded: () => Promise<boolean>,
): Promise<boolean> {
  try {
    await images.remove(sha256, isNeeded);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'image_in_use') return false;
    throw error;
  }
}
