import { setFloatingAddresses } from '../../use-cases/guests/set-floating-addresses.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setFloatingAddressesVerb(context: RpcContext, cell: Cell): Handler<'setFloatingAddresses'> {
  return unary(context, (request, signal) => setFloatingAddresses(cell, request, signal));
}
