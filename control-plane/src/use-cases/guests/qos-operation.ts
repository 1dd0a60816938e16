import type { CellGuest, GuestCommand, Qos } from '../../../../proto/src/model.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { CallOptions, CellGateway } from '../ports/index.ts';
import { type ChangeInput, changeOperation } from './change-operation.ts';

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
