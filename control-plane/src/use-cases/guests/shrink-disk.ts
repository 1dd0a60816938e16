import { DomainError } from '../../../../proto/src/errors.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from './change-operation.ts';
import { findDisk } from './find-disk.ts';
import { findOwnGuest } from './guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseRunning } from './power-state.ts';
import { refuseSnapshots } from './refuse-snapshots.ts';

interface ShrinkDiskInput extends GuestOperationInput {
  readonly index: number;
}

/** Clients wait about ten seconds for an answer. */
const answerWithinMs = 8_000;

/**
 * Compacts the file of a stopped guest's disk; size and content stay. Snapshots lie in that file and would be lost: a
 * guest that has any is refused. Returns when that is done or, if it lasts, while
 * it goes on: the operation tells its progress.
 */
export async function shrinkDisk(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; index: number },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  findDisk(guest, request.index);
  await requireReachable(ports, guest);
  refuseRunning(ports, guest, `guest '${guest.name}' is still running: stop it before a disk is shrunk`);
  await refuseSnapshots(ports, guest);
  try {
    await runGuestOperation(ports, ctx, {
      kind: 'shrink-disk',
      guest,
      input: { guestId: guest.id, cellId: guest.cellId, index: request.index },
      timeoutMs: answerWithinMs,
    });
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'operation_running' && error.code === 'timeout')
      return;
    throw error;
  }
}

/** The content stays whatever happens: there is nothing to undo. */
export const shrinkDiskOperation: OperationDefinition<ShrinkDiskInput> = {
  kind: 'shrink-disk',
  cancellable: true,
  steps: [
    {
      name: 'shrink-on-cell',
      timeoutMs: 6 * 3_600_000,
      retryForMs: 600_000,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs, onProgress }) => {
        const { cellId, guestId, index } = input;
        const options = { timeoutMs, signal, onProgress };
        const seen = await ports.cells.shrinkDisk(cellId, { operationId, guestId, index }, options);
        ports.live.note(cellId, seen);
      },
    },
  ],
};
