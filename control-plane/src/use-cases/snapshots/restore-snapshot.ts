import { noSuchSnapshot } from '../../domain/snapshot.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { findOwnGuest } from '../guests/guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from '../guests/guest-operation.ts';
import { refuseRunning } from '../guests/power-state.ts';
import type { Ports } from '../ports/index.ts';
import { refuseVolumes } from '../volumes/refuse-volumes.ts';
import { knownSnapshots } from './known-snapshots.ts';
import { recordSnapshots } from './record-snapshots.ts';

interface RestoreSnapshotInput extends GuestOperationInput {
  readonly name: string;
}

/**
 * Brings the guest's disks back to a snapshot. One without memory needs a stopped guest, as documented; one with memory
 * leaves the guest running on from there, whatever it did before. The guest's definition stays as it is.
 */
export async function restoreSnapshot(
  ports: Pick<Ports, 'store' | 'cells' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string; name: string },
): Promise<void> {
  const { name } = request;
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseVolumes(guest);
  const target = (await knownSnapshots(ports, guest)).find((snapshot) => snapshot.name === name);
  if (!target) throw noSuchSnapshot(guest, name);
  if (!target.running) {
    refuseRunning(ports, guest, `guest '${guest.name}' is running: stop it to restore snapshot '${name}'`);
  }
  const input = { guestId: guest.id, cellId: guest.cellId, name };
  await runGuestOperation(ports, ctx, {
    kind: 'restore-snapshot',
    guest,
    input,
    timeoutMs: 600_000,
    details: { snapshot: name },
  });
}

export const restoreSnapshotOperation: OperationDefinition<RestoreSnapshotInput> = {
  kind: 'restore-snapshot',
  cancellable: false,
  steps: [
    {
      name: 'restore-on-cell',
      timeoutMs: 600_000,
      // A cell that falls silent may have done it already: what is not known can not be taken back.
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId, name } = input;
        const request = { operationId, guestId, name };
        const isLeased = (await ports.store.guests.get(guestId))?.failover ?? false;
        if (isLeased) await ports.leases.grant(cellId, guestId, { signal });
        const answer = await ports.cells.restoreSnapshot(cellId, request, { timeoutMs, signal });
        await recordSnapshots(ports, input, answer);
        // One that is off now is noticed to be, and needs none any more.
        if (isLeased && answer.guest.state !== 'stopped') await ports.leases.started(cellId, guestId);
      },
    },
  ],
};
