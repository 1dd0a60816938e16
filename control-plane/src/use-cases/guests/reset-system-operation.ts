/**
 * STEP           do                                                      undo
 * reserve        (done by the verb's own transaction)                    lets go of the image, the guest is ready
 * pull-image     has the image in the cell's cache                       –  (the cache collects unused ones)
 * reset-on-cell  makes the new disk and puts it in place of the old one  –  (what failed has left the old one)
 * record         the guest is ready, on the new image                    –
 */
import type { GuestSpec } from '../../../../proto/src/model.ts';
import type { Guest } from '../../domain/guest.ts';
import { toGuestSpec } from '../../domain/guest-spec.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import { noSuchGuest } from './guest-access.ts';
import type { GuestOperationInput } from './guest-operation.ts';
import { type PulledImage, pullImageStep } from './pull-image-step.ts';

export interface ResetSystemInput extends GuestOperationInput {
  readonly image: PulledImage;
}

type Run = StepRun<ResetSystemInput>;

function withSystemImage(guest: Guest, imageSha256: string): GuestSpec['disks'] {
  return guest.disks.map((disk, index) => (index === 0 ? { ...disk, imageSha256 } : disk));
}

async function release({ ports, input }: Run): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const guest = await tx.guests.get(input.guestId);
    if (guest?.phase !== 'resetting') return;
    await tx.guests.update(guest.id, { disks: guest.disks });
    await tx.guests.setPhase(guest.id, 'ready');
  });
}

async function resetOnCell(run: Run): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs, onProgress } = run;
  const guest = await ports.store.guests.get(input.guestId);
  if (!guest) throw noSuchGuest(input.guestId);
  const spec = { ...toGuestSpec(guest), disks: withSystemImage(guest, input.image.sha256) };
  const options = { timeoutMs, signal, onProgress };
  ports.live.note(input.cellId, await ports.cells.resetSystem(input.cellId, { operationId, spec }, options));
}

async function record({ ports, input }: Run): Promise<void> {
  const { guestId, image } = input;
  await ports.store.transaction(async (tx) => {
    const guest = await tx.guests.get(guestId);
    if (!guest) return;
    await tx.guests.update(guestId, { disks: withSystemImage(guest, image.sha256), imageId: image.id });
    // The new system knows only what cloud-init tells it.
    await tx.guests.forgetAccount(guestId);
    await tx.guests.setPhase(guestId, 'ready');
  });
}

export const resetSystemOperation: OperationDefinition<ResetSystemInput> = {
  kind: 'reset-system',
  cancellable: false,
  steps: [
    {
      name: 'reserve',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async () => undefined,
      undo: release,
    },
    pullImageStep((input: ResetSystemInput) => input.image),
    { name: 'reset-on-cell', timeoutMs: 600_000, retryForMs: 60_000, weight: 2, do: resetOnCell },
    { name: 'record', timeoutMs: 10_000, retryForMs: 60_000, weight: 0, do: record },
  ],
};
