import { createGuest } from '../../use-cases/guests/create-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { long, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function createGuestVerb(context: RpcContext, cell: Cell): Handler<'createGuest'> {
  return long(context, (request, options) => createGuest(cell, request, options));
}
