import type { Cell } from '../../use-cases/ports.ts';
import { createSnapshot } from '../../use-cases/snapshots/create-snapshot.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function createSnapshotVerb(context: RpcContext, cell: Cell): Handler<'createSnapshot'> {
  return unary(context, (request, signal) => createSnapshot(cell, request, signal));
}
