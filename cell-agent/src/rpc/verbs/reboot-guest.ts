import { rebootGuest } from '../../use-cases/guests/reboot-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function rebootGuestVerb(context: RpcContext, cell: Cell): Handler<'rebootGuest'> {
  return unary(context, (request, signal) => rebootGuest(cell, request, signal));
}
