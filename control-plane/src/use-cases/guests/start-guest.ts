import type { BootSource } from '../../../../proto/src/model.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { findReadyImage } from '../images/find-ready-image.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnGuest } from './guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseRunning } from './power-state.ts';
import { type PulledImage, pullImageStep } from './pull-image-step.ts';
import { startOnCell } from './start-on-cell.ts';

export interface StartGuestRequest {
  readonly guestId: string;
  readonly boot:
    | { readonly type: 'disk' }
    | { readonly type: 'network' }
    | { readonly type: 'media'; readonly imageId: string };
}

interface StartGuestInput extends GuestOperationInput {
  readonly boot: BootSource;
  readonly image: PulledImage | null;
}

/** Starts a stopped guest, from its disk, a medium or the network; returns when it runs. */
export async function startGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: StartGuestRequest,
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseRunning(ports, guest, `guest '${guest.name}' is already running`);
  const { boot } = request;
  const image = boot.type === 'media' ? await findReadyImage(ports, ctx, 'media', boot.imageId) : null;
  const input: StartGuestInput = {
    guestId: guest.id,
    cellId: guest.cellId,
    image,
    boot: image
      ? { type: 'media', media: { imageId: image.id, imageSha256: image.sha256 } }
      : { type: boot.type === 'network' ? 'network' : 'disk' },
  };
  await runGuestOperation(ports, ctx, { kind: 'start-guest', guest, input, timeoutMs: 120_000 });
}

export const startGuestOperation: OperationDefinition<StartGuestInput> = {
  kind: 'start-guest',
  cancellable: false,
  steps: [
    pullImageStep((input: StartGuestInput) => input.image),
    {
      name: 'start-on-cell',
      timeoutMs: 90_000,
      retryForMs: 15_000,
      weight: 1,
      do: async (run) => startOnCell(run, run.input),
    },
  ],
};
