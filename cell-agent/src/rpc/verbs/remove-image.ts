import { removeImage } from '../../use-cases/images/remove-image.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function removeImageVerb(context: RpcContext, cell: Cell): Handler<'removeImage'> {
  return unary(context, (request) => removeImage(cell, request));
}
