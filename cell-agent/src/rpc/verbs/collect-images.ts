import { collectImages } from '../../use-cases/images/collect-images.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function collectImagesVerb(context: RpcContext, cell: Cell): Handler<'collectImages'> {
  return unary(context, (request, signal) => collectImages(cell, request, signal));
}
