import { departGuest } from '../../use-cases/migration/depart-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function departGuestVerb(context: RpcContext, cell: Cell): Handler<'departGuest'> {
  return unary(context, (request, signal) => departGuest(cell, request, signal));
}
