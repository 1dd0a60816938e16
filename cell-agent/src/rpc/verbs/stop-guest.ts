import { stopGuest } from '../../use-cases/guests/stop-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function stopGuestVerb(context: RpcContext, cell: Cell): Handler<'stopGuest'> {
  return unary(context, (request, signal) => stopGuest(cell, request, signal));
}
