import { leaveGuest } from '../../use-cases/migration/leave-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function leaveGuestVerb(context: RpcContext, cell: Cell): Handler<'leaveGuest'> {
  return unary(context, (request, signal) => leaveGuest(cell, request, signal));
}
