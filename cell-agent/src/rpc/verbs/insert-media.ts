import { insertMedia } from '../../use-cases/media/insert-media.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function insertMediaVerb(context: RpcContext, cell: Cell): Handler<'insertMedia'> {
  return unary(context, (request, signal) => insertMedia(cell, request, signal));
}
