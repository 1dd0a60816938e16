import { buildImage } from '../../use-cases/media/build-image.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { long, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function buildImageVerb(context: RpcContext, cell: Cell): Handler<'buildImage'> {
  return long(context, (request, options) => buildImage(cell, request, options));
}
