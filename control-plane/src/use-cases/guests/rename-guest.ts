import { DomainError } from '../../../../proto/src/errors.ts';
import { checkGuestName } from '../../domain/names.ts';
import type { Context } from '../context.ts';
import { type ChangePorts, changeOperation, noChange } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseRunning } from './power-state.ts';

/** Gives a stopped guest another name, which is its host name too. */
export async function renameGuest(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; name: string },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  const { name } = request;
  checkGuestName(name);
  if (guest.name === name) throw noChange(guest, 'no need to change');
  await requireReachable(ports, guest);
  refuseRunning(ports, guest, `guest '${guest.name}' is still running: stop it before it is renamed`);
  await runGuestOperation(ports, ctx, {
    kind: 'rename-guest',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from: guest.name, to: name, immediate: false },
    timeoutMs: 60_000,
    // Whoever else takes it meanwhile keeps it: then this change is taken back.
    reserve: async (tx) => {
      if (!(await tx.guests.hasName(guest.pool, guest.groupId, name))) return;
      throw new DomainError('already_exists', `a guest named '${name}' exists in pool '${guest.pool}'`, {
        reason: 'name_taken',
        subject: { kind: 'guest', id: guest.id },
      });
    },
  });
}

export const renameGuestOperation = changeOperation<string>({
  kind: 'rename-guest',
  timeoutMs: 60_000,
  onCell: (cells, { cellId, operationId, guestId, value, options }) =>
    cells.renameGuest(cellId, { operationId, guestId, name: value }, options),
  wanted: (name) => ({ name }),
});
