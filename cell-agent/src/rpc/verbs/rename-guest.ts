import { renameGuest } from '../../use-cases/guests/rename-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function renameGuestVerb(context: RpcContext, cell: Cell): Handler<'renameGuest'> {
  return unary(context, (request, signal) => renameGuest(cell, request, signal));
}
