import { refuseGuest } from '../../use-cases/migration/refuse-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function refuseGuestVerb(context: RpcContext, cell: Cell): Handler<'refuseGuest'> {
  return unary(context, (request, signal) => refuseGuest(cell, request, signal));
}
