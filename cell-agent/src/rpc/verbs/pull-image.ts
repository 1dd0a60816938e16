import { pullImage } from '../../use-cases/images/pull-image.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { long, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function pullImageVerb(context: RpcContext, cell: Cell): Handler<'pullImage'> {
  return long(context, (request, options) => pullImage(cell, request, options));
}
