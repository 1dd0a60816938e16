/**
 * STEP            do                                    undo
 * reserve         (done by the verb's own transaction)  it is free again
 * delete-on-cell  deletes its file                      –
 * remove          nothing is known of it any more       –
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Volume } from '../../domain/volume.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports, Store } from '../ports/index.ts';
import { cellOfVolume, toVolumeSpec } from './cell-of-volume.ts';
import { findVolume, volumeBusy, volumeSubject } from './volume-access.ts';

interface DeleteVolumeInput {
  readonly volumeId: string;
}

/**
 * Accepts that a volume that nobody has goes with what is on it; one without a file is gone at once.
 * @returns null then, else the operation.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (`volume_in_use` and so on, `volume_assigned`).
 */
export async function deleteVolume(
  ports: Pick<Ports, 'store' | 'operations'>,
  ctx: Context,
  input: { id: string },
): Promise<Operation | null> {
  const operation = await ports.store.transaction(async (tx) => {
    const volume = await findVolume(tx, ctx, input.id);
    if (volume.state !== 'available' && volume.state !== 'error') throw volumeBusy(volume);
    const [assignment] = await tx.volumes.listAssignments({ volumeIds: [volume.id] });
    if (assignment !== undefined) throw assigned(volume, assignment.userId);
    return submitDeletion(ports, tx, ctx, volume);
  });
  if (operation !== null) ports.operations.start(operation.id);
  return operation;
}

/** Of one that is free. */
export async function submitDeletion(
  { operations }: Pick<Ports, 'operations'>,
  tx: Store,
  ctx: Context,
  volume: Volume,
): Promise<Operation | null> {
  const subject = { kind: 'volume', id: volume.id };
  const outcome = volume.made ? 'accepted' : 'done';
  await tx.audit.append(ctx, { action: 'delete-volume', subject, outcome, details: { name: volume.name } });
  if (!volume.made) {
    await tx.volumes.remove(volume.id);
    return null;
  }
  await tx.volumes.update(volume.id, { state: 'deleting' });
  return operations.submit(tx, ctx, { kind: 'delete-volume', subject, input: { volumeId: volume.id } });
}

function assigned(volume: Volume, userId: string): DomainError {
  return new DomainError('conflict', `the volume '${volume.name || volume.id}' is assigned to a user`, {
    reason: 'volume_assigned',
    subject: volumeSubject(volume),
    details: { user: userId },
  });
}

async function deleteOnCell(run: StepRun<DeleteVolumeInput>): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const volume = (await ports.store.volumes.get(input.volumeId)) ?? missing('volume', input.volumeId);
  const request = { operationId, volume: toVolumeSpec(volume) };
  try {
    await ports.cells.deleteVolume(await cellOfVolume(ports, volume), request, { timeoutMs, signal });
  } catch (error) {
    // What a cell that is gone for good held is gone with it.
    if (!(error instanceof DomainError) || error.reason !== 'cell_not_found') throw error;
  }
}

export const deleteVolumeOperation: OperationDefinition<DeleteVolumeInput> = {
  kind: 'delete-volume',
  cancellable: false,
  steps: [
    {
      name: 'reserve',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async () => undefined,
      undo: async ({ ports, input }) => {
        await ports.store.volumes.claim(input.volumeId, ['deleting'], { state: 'available' });
      },
    },
    {
      name: 'delete-on-cell',
      timeoutMs: 60_000,
      // A cell that falls silent may have done it already.
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: deleteOnCell,
    },
    {
      name: 'remove',
      timeoutMs: 10_000,
      retryForMs: 60_000,
      weight: 0,
      do: async ({ ports, input }) => ports.store.volumes.remove(input.volumeId),
    },
  ],
};
