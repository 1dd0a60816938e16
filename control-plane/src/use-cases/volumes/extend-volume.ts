/**
 * STEP            do                                         undo
 * reserve         (done by the verb's own transaction)       nobody is kept from it any more
 * extend-on-cell  makes its file larger, at its guest too    –  (never made smaller again)
 * record          notes the size                             –
 */
import type { Operation } from '../../domain/operation.ts';
import type { Volume } from '../../domain/volume.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import { holdQuota } from '../adjutant/quotas/require-quota.ts';
import type { Context } from '../context.ts';
import { requireReachable } from '../guests/guest-operation.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { cellOfVolume, toVolumeSpec } from './cell-of-volume.ts';

interface ExtendVolumeInput {
  readonly volumeId: string;
  readonly sizeBytes: number;
  /** Null: no guest has it. */
  readonly guestId: string | null;
}

/** Inside the transaction that has found it free or with a guest. */
export async function submitExtension(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  { id, guestId, projectId, sizeBytes: beforeBytes }: Volume,
  sizeBytes: number,
): Promise<Operation> {
  const { store: tx, operations } = ports;
  const guest = guestId === null ? undefined : await tx.guests.get(guestId);
  if (guest) await requireReachable(ports, guest);
  const subject = guest ? { kind: 'guest', id: guest.id } : { kind: 'volume', id };
  const input: ExtendVolumeInput = { volumeId: id, sizeBytes, guestId: guest?.id ?? null };
  const operation = await operations.submit(tx, ctx, { kind: 'extend-volume', subject, input });
  const owner = { projectId, groupId: '' };
  await holdQuota(tx, owner, { diskBytes: sizeBytes - beforeBytes }, operation);
  if (!guest) await tx.volumes.update(id, { state: 'extending' });
  return operation;
}

async function free({ ports, input }: StepRun<ExtendVolumeInput>): Promise<void> {
  await ports.store.volumes.claim(input.volumeId, ['extending'], { state: 'available' });
}

async function extendOnCell(run: StepRun<ExtendVolumeInput>): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const volume = (await ports.store.volumes.get(input.volumeId)) ?? missing('volume', input.volumeId);
  const guest = input.guestId === null ? undefined : await ports.store.guests.get(input.guestId);
  const cellId = guest?.cellId ?? (await cellOfVolume(ports, volume));
  const wanted = { ...toVolumeSpec(volume), sizeBytes: input.sizeBytes };
  const request = { operationId, volume: wanted, guestId: guest?.id ?? '' };
  await ports.cells.resizeVolume(cellId, request, { timeoutMs, signal });
}

async function record({ ports, input }: StepRun<ExtendVolumeInput>): Promise<void> {
  const { volumeId, sizeBytes, guestId } = input;
  await ports.store.transaction(async (tx) => {
    await tx.volumes.update(volumeId, { sizeBytes });
    await tx.volumes.claim(volumeId, ['extending'], { state: 'available' });
    const guest = guestId === null ? undefined : await tx.guests.get(guestId);
    const volumes = guest?.volumes.map((one) => (one.id === volumeId ? { ...one, sizeBytes } : one));
    if (guest && volumes) await tx.guests.update(guest.id, { volumes });
  });
}

export const extendVolumeOperation: OperationDefinition<ExtendVolumeInput> = {
  kind: 'extend-volume',
  cancellable: false,
  steps: [
    { name: 'reserve', timeoutMs: 10_000, retryForMs: 0, weight: 0, do: async () => undefined, undo: free },
    // A cell that falls silent may have done it already.
    {
      name: 'extend-on-cell',
      timeoutMs: 75_000,
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: extendOnCell,
    },
    { name: 'record', timeoutMs: 10_000, retryForMs: 60_000, weight: 0, do: record },
  ],
};
