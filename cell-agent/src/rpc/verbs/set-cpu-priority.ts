import { setCpuPriority } from '../../use-cases/guests/set-cpu-priority.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setCpuPriorityVerb(context: RpcContext, cell: Cell): Handler<'setCpuPriority'> {
  return unary(context, (request, signal) => setCpuPriority(cell, request, signal));
}
