import type { Cell } from '../../use-cases/ports.ts';
import { createVolume } from '../../use-cases/volumes/create-volume.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function createVolumeVerb(context: RpcContext, cell: Cell): Handler<'createVolume'> {
  return unary(context, (request, signal) => createVolume(cell, request, signal));
}
