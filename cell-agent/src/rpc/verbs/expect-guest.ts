import { expectGuest } from '../../use-cases/migration/expect-guest.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { long, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function expectGuestVerb(context: RpcContext, cell: Cell): Handler<'expectGuest'> {
  return long(context, (request, options) => expectGuest(cell, request, options));
}
