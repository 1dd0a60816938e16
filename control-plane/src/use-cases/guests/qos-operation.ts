import type { CellGuest, GuestCommand, Qos } from '../../../../proto/src/model.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import type { CallOptions, CellGateway } from '../ports/index.ts';
import { type ChangeInput, type ChangePorts, changeOperation } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';

/** A change of some of what a guest may take of its cell; the rest of the values stays as it is. */
export function qosOperation(
  kind: string,
  onCell: (
    cells: CellGateway,
    cellId: string,
    command: GuestCommand,
    qos: Qos,
    options: CallOptions,
  ) => Promise<CellGuest>,
): OperationDefinition<ChangeInput<Qos>> {
  return changeOperation<Qos>({
    kind,
    timeoutMs: 30_000,
    onCell: (cells, { cellId, operationId, guestId, value, options }) =>
      onCell(cells, cellId, { operationId, guestId }, value, options),
    wanted: (qos) => ({ qos }),
  });
}

/** Replaces some of the guest's limits, at once also of a running one, and returns when its cell holds them. */
export async function changeQos(
  ports: ChangePorts,
  ctx: Context,
  request: { readonly kind: string; readonly guestId: string; readonly limits: Partial<Qos> },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  const { kind, limits } = request;
  const to = { ...guest.qos, ...limits };
  await runGuestOperation(ports, ctx, {
    kind,
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from: guest.qos, to, immediate: true },
    timeoutMs: 60_000,
    details: { ...limits },
  });
}
