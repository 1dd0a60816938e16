import { startGuest } from '../../use-cases/guests/start-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function startGuestVerb(context: RpcContext, cell: Cell): Handler<'startGuest'> {
  return unary(context, (request, signal) => startGuest(cell, request, signal));
}
