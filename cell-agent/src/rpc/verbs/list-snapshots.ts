import type { Cell } from '../../use-cases/ports.ts';
import { listSnapshots } from '../../use-cases/snapshots/list-snapshots.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function listSnapshotsVerb(context: RpcContext, cell: Cell): Handler<'listSnapshots'> {
  return unary(context, (request) => listSnapshots(cell, request));
}
