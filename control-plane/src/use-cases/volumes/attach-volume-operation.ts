/**
 * STEP            do                                              undo
 * reserve         (done by the verb's own transaction)            it is free again
 * bring           makes its file, or copies it from another cell  –  (where it is recorded, there it is)
 * clear-source    deletes what was copied where it was            –
 * attach-on-cell  the guest has it                                the guest lets go of it
 * record          it is noted with the guest                      it is not
 */
import type { DomainError } from '../../../../proto/src/errors.ts';
import { detached, type Volume } from '../../domain/volume.ts';
import type { OperationDefinition, Step, StepRun } from '../../operations/step.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import type { GuestOperationInput } from '../guests/guest-operation.ts';
import { missing } from '../identity/find.ts';
import { toVolumeSpec } from './cell-of-volume.ts';
import { isGuestGone } from './let-go.ts';

export interface AttachVolumeInput extends GuestOperationInput {
  readonly volumeId: string;
}

type Run = StepRun<AttachVolumeInput>;

async function volumeOf({ ports, input }: Run): Promise<Volume> {
  return (await ports.store.volumes.get(input.volumeId)) ?? missing('volume', input.volumeId);
}

async function bring(run: Run): Promise<{ from: string | null }> {
  const { ports, operationId, input, signal } = run;
  const { cellId } = input;
  const volume = await volumeOf(run);
  const spec = toVolumeSpec(volume);
  const isLocal = volume.storage === '';
  if (!volume.made) {
    await ports.cells.createVolume(cellId, { operationId, volume: spec }, { timeoutMs: 60_000, signal });
    await ports.store.volumes.update(volume.id, { made: true, cellId: isLocal ? cellId : null });
    return { from: null };
  }
  const from = volume.cellId;
  if (!isLocal || from === null || from === cellId) return { from: null };
  await copy(run, volume, from);
  await ports.store.volumes.update(volume.id, { cellId });
  return { from };
}

async function copy(run: Run, volume: Volume, from: string): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs, onProgress } = run;
  const ticket = ports.ids.secret();
  const about = { operationId, volume: toVolumeSpec(volume), ticket };
  const expecting = { ...about, sourceCellId: from };
  await ports.cells.expectVolume(input.cellId, expecting, { timeoutMs: 60_000, signal });
  const parcel = { ...about, targetCellId: input.cellId };
  await ports.cells.sendVolume(from, parcel, { timeoutMs, signal, onProgress });
}

/** What a repeated `bring` no longer knows of stays there unused, until the volume comes back over it. */
async function clearSource(run: Run): Promise<void> {
  const { ports, operationId, results, signal, timeoutMs } = run;
  const { from } = results.bring as { from: string | null };
  if (from === null) return;
  const request = { operationId, volume: toVolumeSpec(await volumeOf(run)) };
  await ports.cells.deleteVolume(from, request, { timeoutMs, signal });
}

async function attachOnCell(run: Run): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const { cellId, guestId } = input;
  const request = { operationId, guestId, volume: toVolumeSpec(await volumeOf(run)) };
  ports.live.note(cellId, await ports.cells.attachVolume(cellId, request, { timeoutMs, signal }));
}

async function detachAgain({ ports, operationId, input, signal, timeoutMs }: Run): Promise<void> {
  const { cellId, guestId, volumeId } = input;
  const request = { operationId, guestId, volumeId };
  try {
    ports.live.note(cellId, await ports.cells.detachVolume(cellId, request, { timeoutMs, signal }));
  } catch (error) {
    if (!isGuestGone(error)) throw error;
  }
}

async function record({ ports, input }: Run): Promise<void> {
  const { guestId, volumeId } = input;
  await ports.store.transaction(async (tx) => {
    const guest = await tx.guests.get(guestId);
    if (!guest) throw noSuchGuest(guestId);
    const volume = (await tx.volumes.get(volumeId)) ?? missing('volume', volumeId);
    const others = guest.volumes.filter(({ id }) => id !== volumeId);
    await tx.guests.update(guestId, { volumes: [...others, toVolumeSpec(volume)] });
    // Whoever wants it back meanwhile gets it back.
    await tx.volumes.claim(volumeId, ['attaching'], { state: 'in-use' });
    await tx.volumes.update(volumeId, { attachedAtMs: volume.attachedAtMs ?? ports.clock.nowMs() });
  });
}

async function giveBack({ ports, input }: Run): Promise<void> {
  const { guestId, volumeId } = input;
  await ports.store.transaction(async (tx) => {
    const guest = await tx.guests.get(guestId);
    if (guest?.volumes.some(({ id }) => id === volumeId))
      await tx.guests.update(guestId, { volumes: guest.volumes.filter(({ id }) => id !== volumeId) });
    const volume = await tx.volumes.get(volumeId);
    if (volume?.guestId === guestId) await tx.volumes.update(volumeId, { ...detached, state: 'available' });
  });
}

const storing = { timeoutMs: 10_000, retryForMs: 60_000, weight: 0 } as const;

/** Without a volume that came back damaged nobody would be better off: it is told. */
const bringStep: Step<AttachVolumeInput> = {
  name: 'bring',
  timeoutMs: 24 * 3_600_000,
  retryForMs: 30_000,
  weight: 4,
  do: bring,
};

export const attachVolumeOperation: OperationDefinition<AttachVolumeInput> = {
  kind: 'attach-volume',
  cancellable: false,
  steps: [
    { name: 'reserve', ...storing, do: async () => undefined, undo: giveBack },
    bringStep,
    {
      name: 'clear-source',
      timeoutMs: 60_000,
      retryForMs: 20_000,
      weight: 0,
      do: clearSource,
      failedResult: ({ message }: DomainError) => ({ left: message }),
    },
    {
      name: 'attach-on-cell',
      timeoutMs: 60_000,
      retryForMs: 30_000,
      weight: 1,
      do: attachOnCell,
      undo: detachAgain,
    },
    { name: 'record', ...storing, do: record },
  ],
  result: ({ input }) => ({ guest: input.guestId, volume: input.volumeId }),
};
