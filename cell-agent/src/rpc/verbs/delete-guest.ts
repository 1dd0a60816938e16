import { deleteGuest } from '../../use-cases/guests/delete-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function deleteGuestVerb(context: RpcContext, cell: Cell): Handler<'deleteGuest'> {
  return unary(context, (request, signal) => deleteGuest(cell, request, signal));
}
