import { resizeDisk } from '../../use-cases/guests/resize-disk.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function resizeDiskVerb(context: RpcContext, cell: Cell): Handler<'resizeDisk'> {
  return unary(context, (request, signal) => resizeDisk(cell, request, signal));
}
