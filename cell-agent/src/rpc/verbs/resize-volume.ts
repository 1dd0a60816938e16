import type { Cell } from '../../use-cases/ports.ts';
import { resizeVolume } from '../../use-cases/volumes/resize-volume.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function resizeVolumeVerb(context: RpcContext, cell: Cell): Handler<'resizeVolume'> {
  return unary(context, (request, signal) => resizeVolume(cell, request, signal));
}
