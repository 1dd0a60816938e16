import { setMemory } from '../../use-cases/guests/set-memory.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setMemoryVerb(context: RpcContext, cell: Cell): Handler<'setMemory'> {
  return unary(context, (request, signal) => setMemory(cell, request, signal));
}
