import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type ChangePorts, changeOperation } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';

/** What the VNC authentication takes at most. */
const secretLength = 8;

/** Makes a new password for the guest's screen. Viewers that are in stay; new ones need it. */
export async function setMonitorSecret(
  ports: ChangePorts & Pick<Ports, 'ids'>,
  ctx: Context,
  request: { guestId: string },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  const [from, to] = [guest.monitorSecret, ports.ids.password(secretLength)];
  await runGuestOperation(ports, ctx, {
    kind: 'set-monitor-secret',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from, to, immediate: true },
    timeoutMs: 60_000,
  });
}

export const setMonitorSecretOperation = changeOperation<string>({
  kind: 'set-monitor-secret',
  timeoutMs: 30_000,
  secret: true,
  onCell: (cells, { cellId, operationId, guestId, value, options }) =>
    cells.setMonitorSecret(cellId, { operationId, guestId, secret: value }, options),
  wanted: (monitorSecret) => ({ monitorSecret }),
});
