import { DomainError } from '../../../../proto/src/errors.ts';
import type { Media } from '../../../../proto/src/model.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { findOwnGuest } from '../guests/guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from '../guests/guest-operation.ts';
import { refuseStopped } from '../guests/power-state.ts';
import { type PulledImage, pullImageStep } from '../guests/pull-image-step.ts';
import { findReadyImage } from '../images/find-ready-image.ts';
import type { Ports } from '../ports/index.ts';

interface InsertMediaInput extends GuestOperationInput {
  readonly image: PulledImage;
  readonly media: Media;
}

/**
 * Puts a media image into the drive of a running guest, until its power goes off. Returns when it is there.
 * @throws DomainError `not_found`, `forbidden`, `conflict` (`guest_stopped`, `media_attached`, `image_not_ready`).
 */
export async function insertMedia(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { readonly guestId: string; readonly imageId: string },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseStopped(ports, guest, `guest '${guest.name}' is stopped: media comes into a running guest only`);
  if (ports.live.guest(guest.id)?.seen?.media) {
    throw new DomainError('conflict', `guest '${guest.name}' already has media attached`, {
      reason: 'media_attached',
      subject: { kind: 'guest', id: guest.id },
    });
  }
  const image = await findReadyImage(ports, ctx, 'media', request.imageId);
  const media = { imageId: image.id, imageSha256: image.sha256 };
  const input: InsertMediaInput = { guestId: guest.id, cellId: guest.cellId, image, media };
  await runGuestOperation(ports, ctx, { kind: 'insert-media', guest, input, timeoutMs: 600_000 });
}

export const insertMediaOperation: OperationDefinition<InsertMediaInput> = {
  kind: 'insert-media',
  cancellable: false,
  steps: [
    pullImageStep((input: InsertMediaInput) => input.image),
    {
      name: 'insert-on-cell',
      timeoutMs: 60_000,
      retryForMs: 15_000,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId, media } = input;
        const request = { operationId, guestId, media };
        ports.live.note(cellId, await ports.cells.insertMedia(cellId, request, { timeoutMs, signal }));
      },
    },
  ],
};
