import { DomainError } from '../../../../proto/src/errors.ts';
import { checkDisks, wholeSectors } from '../../domain/guest-shape.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import { holdQuota } from '../adjutant/quotas/require-quota.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { ChangePorts } from './change-operation.ts';
import { requireRoom } from './choose-cell.ts';
import { findDisk } from './find-disk.ts';
import { findOwnGuest, noSuchGuest } from './guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseRunning } from './power-state.ts';
import { refuseSnapshots } from './refuse-snapshots.ts';

interface ResizeDiskInput extends GuestOperationInput {
  readonly index: number;
  readonly sizeBytes: number;
  readonly immediate: boolean;
}

/**
 * Makes a disk of a stopped guest larger; with `immediate` of a running one, which sees it at once. A snapshot would
 * bring the smaller size back: a guest that has any is refused.
 */
export async function resizeDisk(
  ports: ChangePorts & Pick<Ports, 'limits'>,
  ctx: Context,
  request: { guestId: string; index: number; sizeBytes: number; immediate: boolean },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  const { index, immediate } = request;
  const disk = findDisk(guest, index);
  const sizes = guest.disks.map((one, at) => (at === index ? request.sizeBytes : one.sizeBytes));
  checkDisks(sizes, guest.hardware.disk);
  const sizeBytes = wholeSectors(request.sizeBytes);
  if (sizeBytes <= disk.sizeBytes) {
    throw new DomainError(
      'invalid',
      `new size must larger than the ${disk.sizeBytes} bytes of disk ${index}`,
      {
        reason: 'disk_not_larger',
        subject: { kind: 'guest', id: guest.id },
        details: { field: 'size', value: sizeBytes, minimum: disk.sizeBytes + 1 },
      },
    );
  }
  await requireReachable(ports, guest);
  await refuseSnapshots(ports, guest);
  if (!immediate) {
    refuseRunning(ports, guest, `guest '${guest.name}' is still running: stop it, or ask for it immediately`);
  }
  await runGuestOperation(ports, ctx, {
    kind: 'resize-disk',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, index, sizeBytes, immediate },
    timeoutMs: 90_000,
    reserve: async (tx, operation) => {
      const diskBytes = sizeBytes - disk.sizeBytes;
      await requireRoom(tx, ports, guest, { diskBytes });
      await holdQuota(tx, guest, { diskBytes }, operation);
    },
  });
}

export const resizeDiskOperation: OperationDefinition<ResizeDiskInput> = {
  kind: 'resize-disk',
  cancellable: false,
  steps: [
    {
      name: 'resize-on-cell',
      timeoutMs: 75_000,
      // A cell that falls silent may have done it already, and a disk is never made smaller again.
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, ...request } = input;
        const seen = await ports.cells.resizeDisk(cellId, { operationId, ...request }, { timeoutMs, signal });
        ports.live.note(cellId, seen);
      },
    },
    {
      name: 'record',
      timeoutMs: 10_000,
      retryForMs: 0,
      weight: 0,
      do: async ({ ports, input }) => {
        const guest = await ports.store.guests.get(input.guestId);
        if (guest === undefined) throw noSuchGuest(input.guestId);
        const disks = guest.disks.map((disk, at) =>
          at === input.index ? { ...disk, sizeBytes: input.sizeBytes } : disk,
        );
        await ports.store.guests.update(guest.id, { disks });
      },
    },
  ],
};
