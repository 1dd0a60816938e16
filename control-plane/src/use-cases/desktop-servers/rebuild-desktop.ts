/**
 * STEP           do                                                      undo
 * reserve        (done by the verb's own transaction)                    lets go of the image; the desktop is an error
 * pull-image     has the image in the cell's cache                       –  (the cache collects unused ones)
 * stop-on-cell   cuts its power                                          –
 * detach-volumes lets go of the volumes that are wanted back             –
 * reset-on-cell  makes the new disk and puts it in place of the old one  –  (what failed has left the old one)
 * record         the guest is ready, on the new image                    –
 * start-on-cell  starts it                                               –  (one that does not start is still rebuilt)
 * free           the desktop can be handed out again                     –
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopServer } from '../../domain/desktop.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import type { OperationDefinition, Step, StepRun } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { submitGuestOperation } from '../guests/guest-operation.ts';
import { requireImageFits } from '../guests/image-fits.ts';
import { refuseSnapshots } from '../guests/refuse-snapshots.ts';
import { type ResetSystemInput, resetSystemOperation } from '../guests/reset-system-operation.ts';
import { startOnCell } from '../guests/start-on-cell.ts';
import { findReadyImage } from '../images/find-ready-image.ts';
import type { Ports, Store } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { letGo, letGoOnCell } from '../volumes/let-go.ts';
import { settleDesktop } from './settle-desktop.ts';

/**
 * Accepts that the desktop gets a new system disk from its project's image of now; whoever has it keeps it.
 * @param also is written in the same transaction; what it throws prevents it.
 * @throws DomainError `conflict` (`operation_running`, `image_not_ready`, `guest_has_snapshots`), `not_found` for the image,
 *   `invalid` (`image_larger_than_disk`).
 */
export async function submitRebuild(
  ports: Pick<Ports, 'store' | 'operations' | 'ids' | 'clock'>,
  ctx: Context,
  { projectId }: DesktopServer,
  guest: Guest,
  also?: (tx: Store) => Promise<void>,
): Promise<Operation> {
  await refuseSnapshots(ports, guest);
  const imageId = (await ports.store.desktops.getProject(projectId))?.imageId ?? guest.imageId ?? '';
  const image = await findReadyImage(ports, systemContext(ports, ctx.requestId), 'disk', imageId);
  requireImageFits(image, guest.disks[0]?.sizeBytes ?? 0);
  return submitGuestOperation<ResetSystemInput>(ports, ctx, {
    kind: 'rebuild-desktop',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, image },
    reserve: async (tx) => {
      await also?.(tx);
      await tx.guests.holdImage(guest.id, image.sha256);
      await tx.guests.setPhase(guest.id, 'resetting');
    },
  });
}

const [reserve, pullImage, resetOnCell, record] = resetSystemOperation.steps;

function part(step: Step<ResetSystemInput> | undefined): Step<ResetSystemInput> {
  if (step === undefined) throw new DomainError('internal', 'reset-system lacks a step');
  return step;
}

async function settle({ ports, input }: StepRun<ResetSystemInput>, state: 'ready' | 'error'): Promise<void> {
  ports.reserves.wake(await ports.store.transaction((tx) => settleDesktop(tx, ports, input.guestId, state)));
}

const quarantine: Step<ResetSystemInput> = {
  ...part(reserve),
  undo: async (run) => {
    await reserve?.undo?.(run);
    await settle(run, 'error');
  },
};

const stopOnCell: Step<ResetSystemInput> = {
  name: 'stop-on-cell',
  timeoutMs: 60_000,
  retryForMs: 60_000,
  weight: 1,
  do: async ({ ports, operationId, input: { cellId, guestId }, signal, timeoutMs }) => {
    const request = { operationId, guestId, force: true };
    ports.live.note(cellId, await ports.cells.stopGuest(cellId, request, { timeoutMs, signal }));
  },
};

/** It is off: nothing holds them. */
const detachVolumes: Step<ResetSystemInput> = {
  name: 'detach-volumes',
  timeoutMs: 60_000,
  retryForMs: 60_000,
  weight: 0,
  do: async (run) => {
    const { store } = run.ports;
    const { cellId, guestId } = run.input;
    for (const { id, state } of await store.volumes.list({ guestId })) {
      if (state !== 'detaching') continue;
      await letGoOnCell(run, { cellId, guestId, volumeId: id });
      await store.transaction((tx) => letGo(tx, guestId, id));
    }
  },
};

const start: Step<ResetSystemInput> = {
  name: 'start-on-cell',
  timeoutMs: 90_000,
  retryForMs: 30_000,
  weight: 1,
  do: async (run) => {
    await startOnCell(run, { ...run.input, boot: { type: 'disk' } });
    return { started: true };
  },
  failedResult: ({ message }) => ({ started: false, message }),
};

const free: Step<ResetSystemInput> = {
  name: 'free',
  timeoutMs: 10_000,
  retryForMs: 60_000,
  weight: 0,
  do: async (run) => settle(run, 'ready'),
};

export const rebuildDesktopOperation: OperationDefinition<ResetSystemInput> = {
  kind: 'rebuild-desktop',
  cancellable: false,
  steps: [
    quarantine,
    part(pullImage),
    stopOnCell,
    detachVolumes,
    part(resetOnCell),
    part(record),
    start,
    free,
  ],
};
