import { adoptGuest } from '../../use-cases/guests/adopt-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function adoptGuestVerb(context: RpcContext, cell: Cell): Handler<'adoptGuest'> {
  return unary(context, (request, signal) => adoptGuest(cell, request, signal));
}
