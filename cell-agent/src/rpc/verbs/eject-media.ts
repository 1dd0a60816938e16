import { ejectMedia } from '../../use-cases/media/eject-media.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function ejectMediaVerb(context: RpcContext, cell: Cell): Handler<'ejectMedia'> {
  return unary(context, (request, signal) => ejectMedia(cell, request, signal));
}
