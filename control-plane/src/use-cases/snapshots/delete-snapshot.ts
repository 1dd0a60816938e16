import { noSuchSnapshot } from '../../domain/snapshot.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { findOwnGuest } from '../guests/guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { knownSnapshots } from './known-snapshots.ts';
import { recordSnapshots } from './record-snapshots.ts';

interface DeleteSnapshotInput extends GuestOperationInput {
  readonly name: string;
}

/** Deletes one snapshot; its children become those of its parent. The guest's disks stay as they are. */
export async function deleteSnapshot(
  ports: Pick<Ports, 'store' | 'cells' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string; name: string },
): Promise<void> {
  const { name } = request;
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  const isThere = (await knownSnapshots(ports, guest)).some((snapshot) => snapshot.name === name);
  if (!isThere) throw noSuchSnapshot(guest, name);
  const input = { guestId: guest.id, cellId: guest.cellId, name };
  await runGuestOperation(ports, ctx, {
    kind: 'delete-snapshot',
    guest,
    input,
    timeoutMs: 600_000,
    details: { snapshot: name },
  });
}

export const deleteSnapshotOperation: OperationDefinition<DeleteSnapshotInput> = {
  kind: 'delete-snapshot',
  cancellable: false,
  steps: [
    {
      name: 'delete-on-cell',
      timeoutMs: 600_000,
      // A cell that falls silent may have done it already: what is not known can not be taken back.
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId, name } = input;
        const request = { operationId, guestId, name, createdBy: '' };
        const answer = await ports.cells.deleteSnapshot(cellId, request, { timeoutMs, signal });
        await recordSnapshots(ports, input, answer);
      },
    },
  ],
};
