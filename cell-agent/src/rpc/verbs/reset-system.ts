import { resetSystem } from '../../use-cases/media/reset-system.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { long, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function resetSystemVerb(context: RpcContext, cell: Cell): Handler<'resetSystem'> {
  return long(context, (request, options) => resetSystem(cell, request, options));
}
