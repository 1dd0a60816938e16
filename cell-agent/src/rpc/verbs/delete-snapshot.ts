import type { Cell } from '../../use-cases/ports.ts';
import { deleteSnapshot } from '../../use-cases/snapshots/delete-snapshot.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function deleteSnapshotVerb(context: RpcContext, cell: Cell): Handler<'deleteSnapshot'> {
  return unary(context, (request, signal) => deleteSnapshot(cell, request, signal));
}
