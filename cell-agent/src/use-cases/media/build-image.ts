import type { BuildImageRequest, BuiltImage } from '../../../../proto/src/model-media.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import { validateSource } from '../images/validate-image.ts';
import type { Cell, LongCallOptions } from '../ports.ts';
import { requirePlainDisks } from './require-plain-disks.ts';

/** Percent of the whole that the copy takes; the rest is the upload. */
const copyShare = 60;

/**
 * Sends the system disk of a stopped guest to the control plane as one file. Nothing stays here, however it ends.
 * @throws DomainError `conflict` with reason `guest_running` or `guest_has_snapshots`; `no_capacity`; what the
 *   control plane refuses the file with; `timeout` with reason `image_upload_broken`.
 */
export async function buildImage(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'sendImage'>,
  { guestId, url }: BuildImageRequest,
  { signal, onProgress }: LongCallOptions,
): Promise<BuiltImage> {
  validateGuestId(guestId);
  validateSource(url);
  return await cell.guestLocks.run(guestId, signal, async () => {
    await requirePlainDisks(cell, guestId);
    const onCopied = (percent: number) => onProgress((percent * copyShare) / 100, 'copy');
    const file = await cell.hypervisor.exportDisk(guestId, 0, { signal, onProgress: onCopied });
    try {
      const onSent = (percent: number) =>
        onProgress(copyShare + (percent * (100 - copyShare)) / 100, 'upload');
      return await cell.sendImage(url, file.path, { signal, onProgress: onSent });
    } finally {
      await file[Symbol.asyncDispose]();
    }
  });
}
