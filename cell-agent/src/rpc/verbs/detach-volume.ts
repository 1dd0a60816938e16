import type { Cell } from '../../use-cases/ports.ts';
import { detachVolume } from '../../use-cases/volumes/detach-volume.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function detachVolumeVerb(context: RpcContext, cell: Cell): Handler<'detachVolume'> {
  return unary(context, (request, signal) => detachVolume(cell, request, signal));
}
