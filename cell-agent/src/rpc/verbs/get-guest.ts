import { getGuest } from '../../use-cases/guests/get-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function getGuestVerb(context: RpcContext, cell: Cell): Handler<'getGuest'> {
  return unary(context, ({ guestId }) => getGuest(cell, guestId));
}
