import { describeCell } from '../../use-cases/cell/describe-cell.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function describeCellVerb(context: RpcContext, cell: Cell): Handler<'describeCell'> {
  return unary(context, () => describeCell(cell));
}
