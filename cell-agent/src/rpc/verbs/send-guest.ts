import { sendGuest } from '../../use-cases/migration/send-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { long, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function sendGuestVerb(context: RpcContext, cell: Cell): Handler<'sendGuest'> {
  return long(context, (request, options) => sendGuest(cell, request, options));
}
