import { DomainError } from '../../../../proto/src/errors.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { forgetDesktop } from '../desktop-servers/forget-desktop.ts';
import { leadNowhere } from '../floating-ips/lead-user-floating-ip.ts';
import type { Ports } from '../ports/index.ts';
import { cellWithStorage } from '../volumes/cell-of-volume.ts';
import { letAllGo } from '../volumes/let-go.ts';
import { findOwnGuest } from './guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseRunning } from './power-state.ts';

interface DeleteGuestInput extends GuestOperationInput {
  readonly force: boolean;
}

/**
 * Deletes the guest with its disks and frees its name and room; with `force` also a running one. Returns when it is gone.
 * Of a guest on a revoked cell only what is known here is left to delete, and that needs `force`.
 */
export async function deleteGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string; force: boolean },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  const cell = await ports.store.cells.get(guest.cellId);
  const isOnlyKnownHere = request.force && cell?.revokedAtMs != null && guest.phase === 'ready';
  if (!isOnlyKnownHere) await requireReachable(ports, guest);
  if (!request.force)
    refuseRunning(ports, guest, `guest '${guest.name}' is still running: stop it first, or force`);
  await runGuestOperation(ports, ctx, {
    kind: 'delete-guest',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, force: request.force },
    timeoutMs: 120_000,
    reserve: (tx) => tx.guests.setPhase(guest.id, 'deleting'),
  });
}

export const deleteGuestOperation: OperationDefinition<DeleteGuestInput> = {
  kind: 'delete-guest',
  cancellable: false,
  steps: [
    {
      name: 'mark',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async ({ ports, input }) => ports.store.guests.setPhase(input.guestId, 'deleting'),
      undo: async ({ ports, input }) =>
        ports.store.transaction(async (tx) => {
          await tx.guests.setPhase(input.guestId, 'ready');
          await tx.desktops.setServerState(input.guestId, 'error');
        }),
    },
    {
      name: 'delete-on-cell',
      timeoutMs: 120_000,
      // A cell that falls silent may have deleted it already: what is not known can not be taken back.
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) =>
        deleteFromCell(ports, { ...input, operationId, timeoutMs, signal }),
    },
    {
      name: 'release',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async ({ ports, input }) => {
        const project = await ports.store.transaction(async (tx) => {
          await letAllGo(tx, input.guestId);
          await leadNowhere(tx, input.guestId);
          await tx.guests.remove(input.guestId);
          return forgetDesktop(tx, input.guestId, ports.clock.nowMs());
        });
        ports.live.forget(input.guestId);
        ports.reserves.wake(project);
      },
    },
  ],
};

/** What a cell that is gone for good held is gone with it; what is on shared storage another cell deletes. */
export async function deleteFromCell(
  ports: Pick<Ports, 'cells' | 'store' | 'live'>,
  input: DeleteGuestInput & { operationId: string; timeoutMs: number; signal: AbortSignal },
): Promise<void> {
  const { cellId, guestId, force, operationId, timeoutMs, signal } = input;
  const storage = (await ports.store.guests.get(guestId))?.storage ?? '';
  const request = { operationId, guestId, force, ...(storage !== '' && { storage }) };
  try {
    await ports.cells.deleteGuest(cellId, request, { timeoutMs, signal });
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason !== 'cell_not_found') throw error;
    const other = storage === '' ? null : await cellWithStorage(ports, storage);
    if (other !== null) await ports.cells.deleteGuest(other, request, { timeoutMs, signal });
  }
}
