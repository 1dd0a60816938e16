import { admitGuest } from '../../use-cases/migration/admit-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function admitGuestVerb(context: RpcContext, cell: Cell): Handler<'admitGuest'> {
  return unary(context, (request, signal) => admitGuest(cell, request, signal));
}
