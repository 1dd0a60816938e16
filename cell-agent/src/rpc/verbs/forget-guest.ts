import { forgetGuest } from '../../use-cases/guests/forget-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function forgetGuestVerb(context: RpcContext, cell: Cell): Handler<'forgetGuest'> {
  return unary(context, (request, signal) => forgetGuest(cell, request, signal));
}
