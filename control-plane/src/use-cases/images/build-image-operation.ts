/**
 * STEP           do                                                     undo
 * reserve        (done by the verb's own transaction)                   removes the image and its file
 * build-on-cell  has the cell send its disk to the cell listener        –  (the cell keeps nothing)
 * record         the image is ready                                     –
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { BuiltImage } from '../../../../proto/src/model-media.ts';
import type { OperationState } from '../../domain/operation.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import type { GuestOperationInput } from '../guests/guest-operation.ts';
import type { Store } from '../ports/index.ts';

export interface BuildImageInput extends GuestOperationInput {
  readonly imageId: string;
}

/** Of the only file that a built image has, unless something is uploaded over it later. */
export const buildVersion = 1;

type Run = StepRun<BuildImageInput>;

/** The unfinished operation that builds this image. */
export async function findBuildOf(
  store: Store,
  imageId: string,
): Promise<{ cellId: string; state: OperationState } | undefined> {
  const filter = { kind: 'build-image', state: 'unfinished' } as const;
  for (const { input, state } of await store.operations.list(filter, { limit: 1000, offset: 0 })) {
    const build = input as BuildImageInput;
    if (build.imageId === imageId) return { cellId: build.cellId, state };
  }
  return undefined;
}

async function buildOnCell(run: Run): Promise<BuiltImage> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const { cellId, guestId, imageId } = input;
  const onProgress = (percent: number) => {
    run.onProgress(percent);
    // It is for show: whatever keeps it from being written comes up elsewhere.
    ports.store.images.update(imageId, { progress: Math.floor(percent) }).catch(() => undefined);
  };
  const request = { operationId, guestId, imageId };
  return await ports.cells.buildImage(cellId, request, { timeoutMs, signal, onProgress });
}

async function record({ ports, input, results }: Run): Promise<void> {
  const built = results['build-on-cell'] as BuiltImage;
  await ports.store.transaction(async (tx) => {
    const image = await tx.images.get(input.imageId);
    if (image?.content?.sha256 !== built.sha256) {
      throw new DomainError('internal', 'the file of the built image is not there', { reason: 'image_lost' });
    }
    await tx.images.setPhase(image.id, ['building'], 'ready');
  });
}

export const buildImageOperation: OperationDefinition<BuildImageInput> = {
  kind: 'build-image',
  cancellable: true,
  steps: [
    {
      name: 'reserve',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async () => undefined,
      undo: async ({ ports, input }) => {
        // While there is its image, nobody takes the file for one that was put there by hand.
        await ports.imageFiles.remove(input.imageId, 'disk', buildVersion);
        await ports.store.images.remove(input.imageId);
      },
    },
    {
      name: 'build-on-cell',
      timeoutMs: 4 * 3_600_000,
      retryForMs: 60_000,
      weight: 1,
      do: buildOnCell,
    },
    { name: 'record', timeoutMs: 10_000, retryForMs: 0, weight: 0, do: record },
  ],
  result: ({ input }) => ({ image: input.imageId }),
};
