import type { Cell } from '../../use-cases/ports.ts';
import { restoreSnapshot } from '../../use-cases/snapshots/restore-snapshot.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function restoreSnapshotVerb(context: RpcContext, cell: Cell): Handler<'restoreSnapshot'> {
  return unary(context, (request, signal) => restoreSnapshot(cell, request, signal));
}
