import { resetGuest } from '../../use-cases/guests/reset-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function resetGuestVerb(context: RpcContext, cell: Cell): Handler<'resetGuest'> {
  return unary(context, (request, signal) => resetGuest(cell, request, signal));
}
