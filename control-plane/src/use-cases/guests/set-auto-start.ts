import type { Context } from '../context.ts';
import { type ChangePorts, changeOperation, noChange } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';

/** Whether the guest starts with its host. */
export async function setAutoStart(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; enabled: boolean },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  const { enabled } = request;
  if (guest.autoStart === enabled) {
    const state = enabled ? 'enabled' : 'disabled';
    throw noChange(guest, `auto start of guest '${guest.name}' already ${state}`);
  }
  await requireReachable(ports, guest);
  await runGuestOperation(ports, ctx, {
    kind: 'set-auto-start',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from: guest.autoStart, to: enabled, immediate: true },
    timeoutMs: 60_000,
  });
}

export const setAutoStartOperation = changeOperation<boolean>({
  kind: 'set-auto-start',
  timeoutMs: 30_000,
  onCell: (cells, { cellId, operationId, guestId, value, options }) =>
    cells.setAutoStart(cellId, { operationId, guestId, enabled: value }, options),
  wanted: (autoStart) => ({ autoStart }),
});
