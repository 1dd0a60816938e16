import type { Step } from '../../operations/step.ts';

/** What a cell needs to know to have an image in its cache. */
export interface PulledImage {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly format: 'qcow2' | 'iso';
}

/**
 * Brings an image to the cell's cache, a disk image to the storage that the guest's disks are on. Nothing to do where
 * none is asked for or it is there.
 */
export function pullImageStep<Input extends { readonly cellId: string; readonly guestId: string }>(
  imageOf: (input: Input) => PulledImage | null,
): Step<Input> {
  return {
    name: 'pull-image',
    timeoutMs: 3_600_000,
    retryForMs: 60_000,
    weight: 8,
    do: async ({ ports, operationId, input, signal, timeoutMs, onProgress }) => {
      const image = imageOf(input);
      if (!image) return;
      const { id: imageId, sha256, sizeBytes, format } = image;
      const guest = format === 'qcow2' ? await ports.store.guests.get(input.guestId) : undefined;
      const storage = guest?.storage ?? '';
      await ports.cells.pullImage(
        input.cellId,
        { operationId, imageId, sha256, sizeBytes, format, ...(storage !== '' && { storage }) },
        { timeoutMs, signal, onProgress },
      );
    },
  };
}
