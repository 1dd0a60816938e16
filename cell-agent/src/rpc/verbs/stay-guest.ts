import { stayGuest } from '../../use-cases/migration/stay-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function stayGuestVerb(context: RpcContext, cell: Cell): Handler<'stayGuest'> {
  return unary(context, (request, signal) => stayGuest(cell, request, signal));
}
