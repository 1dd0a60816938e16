import type { Cell } from '../../use-cases/ports.ts';
import { attachVolume } from '../../use-cases/volumes/attach-volume.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function attachVolumeVerb(context: RpcContext, cell: Cell): Handler<'attachVolume'> {
  return unary(context, (request, signal) => attachVolume(cell, request, signal));
}
