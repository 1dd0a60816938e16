import { setFailover } from '../../use-cases/guests/set-failover.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setFailoverVerb(context: RpcContext, cell: Cell): Handler<'setFailover'> {
  return unary(context, (request, signal) => setFailover(cell, request, signal));
}
