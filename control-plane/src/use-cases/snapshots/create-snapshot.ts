/**
 * STEP            do                                          undo
 * create-on-cell  takes the snapshot, keeps what is now known  deletes it, if this operation took it
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import { checkSnapshotDescription, checkSnapshotName } from '../../domain/snapshot.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import { holdQuota } from '../adjutant/quotas/require-quota.ts';
import type { Context } from '../context.ts';
import { findOwnGuest } from '../guests/guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { refuseVolumes } from '../volumes/refuse-volumes.ts';
import { recordSnapshots } from './record-snapshots.ts';

interface CreateSnapshotInput extends GuestOperationInput {
  readonly name: string;
  readonly description: string;
}

/** Takes a snapshot of all disks, of a running guest with its memory; returns when it is there. */
export async function createSnapshot(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string; name: string; description: string },
): Promise<void> {
  const { name, description } = request;
  checkSnapshotName(name);
  checkSnapshotDescription(description);
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseVolumes(guest);
  const input = { guestId: guest.id, cellId: guest.cellId, name, description };
  await runGuestOperation(ports, ctx, {
    kind: 'create-snapshot',
    guest,
    input,
    timeoutMs: 600_000,
    details: { snapshot: name },
    reserve: (tx, operation) => holdQuota(tx, guest, { snapshots: 1 }, operation),
  });
}

async function createOnCell(run: StepRun<CreateSnapshotInput>): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const { cellId, guestId, name, description } = input;
  const request = { operationId, guestId, name, description };
  const answer = await ports.cells.createSnapshot(cellId, request, { timeoutMs, signal });
  await recordSnapshots(ports, input, answer);
}

async function deleteOwn(run: StepRun<CreateSnapshotInput>): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const { cellId, guestId, name } = input;
  const request = { operationId, guestId, name, createdBy: operationId };
  try {
    const answer = await ports.cells.deleteSnapshot(cellId, request, { timeoutMs, signal });
    await recordSnapshots(ports, input, answer);
  } catch (error) {
    // The guest or its whole cell is gone, and the snapshot with it.
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
  }
}

export const createSnapshotOperation: OperationDefinition<CreateSnapshotInput> = {
  kind: 'create-snapshot',
  cancellable: false,
  steps: [
    {
      name: 'create-on-cell',
      timeoutMs: 600_000,
      retryForMs: 60_000,
      weight: 1,
      do: createOnCell,
      undo: deleteOwn,
    },
  ],
};
