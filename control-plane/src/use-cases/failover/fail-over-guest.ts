/**
 * STEP            do
 * (the verb)      the guest's row, its room and its lease are of the other cell from now on, in one transaction
 * adopt-on-cell   defines it there over its shared disks
 * start-on-cell   starts it there, if it ran
 *
 * Nothing is undone: the old cell may be gone for good. What fails is seen in the state of things, and begun anew.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import { toGuestSpec } from '../../domain/guest-spec.ts';
import type { Operation } from '../../domain/operation.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import type { GuestOperationInput } from '../guests/guest-operation.ts';
import { startOnCell } from '../guests/start-on-cell.ts';
import type { Ports } from '../ports/index.ts';
import { chooseRefuge } from './choose-refuge.ts';
import type { RunLeases } from './run-leases.ts';

interface FailOverGuestInput extends GuestOperationInput {
  readonly fromCellId: string;
  /** It ran, and shall run again. */
  readonly start: boolean;
}

export interface FailOverRequest {
  readonly guestId: string;
  readonly fromCellId: string;
  /** It is to be made anew where it was. */
  readonly stay: boolean;
}

type FailOverPorts = Pick<Ports, 'store' | 'operations' | 'live' | 'limits'> & { readonly leases: RunLeases };

/**
 * Gives the guest to another cell. Only for one that certainly runs nowhere. Null: it is no longer there to be given.
 * @throws DomainError `conflict` with reason `operation_running`; `no_capacity` when no other cell is left.
 */
export async function failOverGuest(
  ports: FailOverPorts,
  ctx: Context,
  { guestId, fromCellId, stay }: FailOverRequest,
): Promise<Operation | null> {
  const given = await ports.store.transaction(async (tx) => {
    const guest = await tx.guests.get(guestId);
    if (guest?.cellId !== fromCellId || guest.phase !== 'ready' || !guest.failover) return null;
    const cellId = stay ? fromCellId : await chooseRefuge(tx, ports, guest);
    const start = ports.leases.on(fromCellId).has(guestId);
    const subject = { kind: 'guest', id: guestId };
    const input: FailOverGuestInput = { guestId, cellId, fromCellId, start };
    const operation = await ports.operations.submit(tx, ctx, { kind: 'fail-over-guest', subject, input });
    if (!stay) await tx.guests.update(guestId, { cellId });
    await tx.leases.remove(guestId, fromCellId);
    if (start) await tx.leases.put({ guestId, cellId, state: 'due' });
    await tx.audit.append(ctx, {
      action: 'fail-over-guest',
      subject,
      outcome: 'accepted',
      details: { operation: operation.id, name: guest.name, from: fromCellId, to: cellId, start },
    });
    return { operation, cellId, start };
  });
  if (given === null) return null;
  const { operation, cellId, start } = given;
  if (!stay) {
    ports.leases.noteReleased(fromCellId, guestId);
    ports.live.move(guestId, cellId);
  }
  if (start) ports.leases.noteDue(cellId, guestId);
  ports.operations.start(operation.id);
  return operation;
}

export const failOverGuestOperation: OperationDefinition<FailOverGuestInput> = {
  kind: 'fail-over-guest',
  cancellable: false,
  steps: [
    {
      name: 'adopt-on-cell',
      timeoutMs: 60_000,
      retryForMs: 60_000,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId } = input;
        const guest = await ports.store.guests.get(guestId);
        if (!guest) throw noSuchGuest(guestId);
        requireSameCell(guest.cellId, input);
        // What was on the disk of the lost cell is not here.
        const volumes = guest.volumes.filter(({ storage }) => storage !== '');
        const request = { operationId, spec: { ...toGuestSpec(guest), volumes } };
        ports.live.note(cellId, await ports.cells.adoptGuest(cellId, request, { timeoutMs, signal }));
      },
    },
    {
      name: 'start-on-cell',
      timeoutMs: 90_000,
      retryForMs: 60_000,
      weight: 2,
      do: async (run) => {
        const { cellId, guestId, start } = run.input;
        if (!start) return { started: false };
        await startOnCell(run, { cellId, guestId, boot: { type: 'disk' } });
        return { started: true };
      },
    },
  ],
  result: ({ input }) => ({ guest: input.guestId, from: input.fromCellId, to: input.cellId }),
};

function requireSameCell(cellId: string, input: FailOverGuestInput): void {
  if (cellId === input.cellId) return;
  throw new DomainError('conflict', 'the guest belongs to another cell by now', {
    reason: 'guest_moved',
    subject: { kind: 'guest', id: input.guestId },
  });
}
