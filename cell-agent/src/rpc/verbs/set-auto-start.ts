import { setAutoStart } from '../../use-cases/guests/set-auto-start.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setAutoStartVerb(context: RpcContext, cell: Cell): Handler<'setAutoStart'> {
  return unary(context, (request, signal) => setAutoStart(cell, request, signal));
}
