/**
 * STEP            do                                             undo
 * reserve         (done by the verb's own transaction)           frees the name and the room; a desktop stays as an error
 * pull-image      has the image in the cell's cache              –  (the cache collects unused ones)
 * create-on-cell  makes the disks, then defines the guest        deletes both
 * record          the guest is ready                             –
 * start-on-cell   starts it if it shall start by itself          –  (a guest that does not start is still created)
 */
import { toGuestSpec } from '../../domain/guest-spec.ts';
import type { Placement } from '../../domain/placement.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import { settleDesktop } from '../desktop-servers/settle-desktop.ts';
import { deleteFromCell } from './delete-guest.ts';
import { noSuchGuest } from './guest-access.ts';
import type { GuestOperationInput } from './guest-operation.ts';
import { type PulledImage, pullImageStep } from './pull-image-step.ts';
import { startOnCell } from './start-on-cell.ts';

interface CreateGuestOperationInput extends GuestOperationInput {
  readonly image: PulledImage | null;
  /** Why this cell and not another. */
  readonly placement: Placement;
}

type Run = StepRun<CreateGuestOperationInput>;

async function findGuest({ ports, input }: Run) {
  const guest = await ports.store.guests.get(input.guestId);
  if (!guest) throw noSuchGuest(input.guestId);
  return guest;
}

async function createOnCell(run: Run): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs, onProgress } = run;
  const spec = toGuestSpec(await findGuest(run));
  const seen = await ports.cells.createGuest(
    input.cellId,
    { operationId, spec },
    { timeoutMs, signal, onProgress },
  );
  ports.live.note(input.cellId, seen);
}

async function startIfWanted(run: Run): Promise<{ started: boolean }> {
  const { cellId, guestId } = run.input;
  const guest = await findGuest(run);
  if (!guest.autoStart) return { started: false };
  await startOnCell(run, { cellId, guestId, boot: { type: 'disk' } });
  return { started: true };
}

export const createGuestOperation: OperationDefinition<CreateGuestOperationInput> = {
  kind: 'create-guest',
  cancellable: true,
  steps: [
    {
      name: 'reserve',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async () => undefined,
      undo: async ({ ports, input }) => {
        const project = await ports.store.transaction(async (tx) => {
          await tx.guests.remove(input.guestId);
          return settleDesktop(tx, ports, input.guestId, 'error');
        });
        ports.live.forget(input.guestId);
        ports.reserves.wake(project);
      },
    },
    pullImageStep((input: CreateGuestOperationInput) => input.image),
    {
      name: 'create-on-cell',
      timeoutMs: 600_000,
      retryForMs: 60_000,
      weight: 2,
      do: createOnCell,
      undo: async ({ ports, operationId, input, signal, timeoutMs }) =>
        deleteFromCell(ports, { ...input, force: true, operationId, signal, timeoutMs }),
    },
    {
      name: 'record',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async ({ ports, input }) => {
        const project = await ports.store.transaction(async (tx) => {
          await tx.guests.setPhase(input.guestId, 'ready');
          return settleDesktop(tx, ports, input.guestId, 'ready');
        });
        ports.reserves.wake(project);
      },
    },
    {
      name: 'start-on-cell',
      timeoutMs: 90_000,
      retryForMs: 30_000,
      weight: 1,
      do: startIfWanted,
      // Whatever keeps the guest from starting, it is created and stays so.
      failedResult: ({ message }) => ({ started: false, message }),
    },
  ],
  result: ({ input }) => ({ guest: input.guestId, placement: input.placement }),
};
