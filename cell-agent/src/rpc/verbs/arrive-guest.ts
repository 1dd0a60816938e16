import { arriveGuest } from '../../use-cases/migration/arrive-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function arriveGuestVerb(context: RpcContext, cell: Cell): Handler<'arriveGuest'> {
  return unary(context, (request, signal) => arriveGuest(cell, request, signal));
}
