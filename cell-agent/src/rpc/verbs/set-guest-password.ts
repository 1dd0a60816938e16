import { setGuestPassword } from '../../use-cases/guests/set-guest-password.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setGuestPasswordVerb(context: RpcContext, cell: Cell): Handler<'setGuestPassword'> {
  return unary(context, (request, signal) => setGuestPassword(cell, request, signal));
}
