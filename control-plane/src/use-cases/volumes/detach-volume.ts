/**
 * STEP            do                                    undo
 * reserve         (done by the verb's own transaction)  it is tried again later
 * detach-on-cell  the guest lets go of it               –
 * record          it is free                            –
 *
 * Who wants a volume back gets it as soon as its guest lets go: `followVolumes` submits this again until then.
 */
import type { Guest } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Volume } from '../../domain/volume.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { findDesktop } from '../desktop-servers/desktop-reach.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import {
  type GuestOperationInput,
  requireReachable,
  submitGuestOperation,
} from '../guests/guest-operation.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { letGo, letGoOnCell } from './let-go.ts';
import { findVolume, volumeBusy } from './volume-access.ts';

interface DetachVolumeInput extends GuestOperationInput {
  readonly volumeId: string;
}

type DetachPorts = Pick<Ports, 'store' | 'operations' | 'live'>;

/** A guest that did not let go is asked again after this. */
const againMs = 60_000;

/**
 * Accepts that a desktop lets go of a volume.
 * @throws DomainError `forbidden`, `not_found` also for one that it does not have, `conflict` (`operation_running`),
 *   `cell_unreachable`.
 */
export async function detachVolume(
  ports: DetachPorts,
  ctx: Context,
  input: { readonly serverId: string; readonly volumeId: string },
): Promise<Operation> {
  const { server } = await findDesktop(ports.store, ctx, input.serverId);
  const volume = await findVolume(ports.store, ctx, input.volumeId);
  if (volume.guestId !== server.id) return missing('volume', input.volumeId);
  const guest = await ports.store.guests.get(server.id);
  if (guest === undefined) throw noSuchGuest(server.id);
  return submitDetachment(ports, ctx, volume, guest);
}

/** @throws DomainError `conflict`, `cell_unreachable`. */
export async function submitDetachment(
  ports: DetachPorts,
  ctx: Context,
  volume: Volume,
  guest: Guest,
): Promise<Operation> {
  await requireReachable(ports, guest);
  return submitGuestOperation<DetachVolumeInput>(ports, ctx, {
    kind: 'detach-volume',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, volumeId: volume.id },
    reserve: async (tx) => {
      if (await tx.volumes.claim(volume.id, ['in-use', 'detaching'], { state: 'detaching' })) return;
      throw volumeBusy((await tx.volumes.get(volume.id)) ?? missing('volume', volume.id));
    },
    details: { volume: volume.id },
  });
}

export const detachVolumeOperation: OperationDefinition<DetachVolumeInput> = {
  kind: 'detach-volume',
  cancellable: false,
  steps: [
    {
      name: 'reserve',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async () => undefined,
      undo: async ({ ports, input }) => {
        const dueAtMs = ports.clock.nowMs() + againMs;
        await ports.store.volumes.claim(input.volumeId, ['detaching'], { dueAtMs });
      },
    },
    {
      name: 'detach-on-cell',
      timeoutMs: 60_000,
      retryForMs: 30_000,
      weight: 1,
      do: (run) => letGoOnCell(run, run.input),
    },
    {
      name: 'record',
      timeoutMs: 10_000,
      retryForMs: 60_000,
      weight: 0,
      do: async ({ ports, input }) =>
        ports.store.transaction((tx) => letGo(tx, input.guestId, input.volumeId)),
    },
  ],
  result: ({ input }) => ({ guest: input.guestId, volume: input.volumeId }),
};
