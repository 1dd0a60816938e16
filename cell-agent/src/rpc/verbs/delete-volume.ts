import type { Cell } from '../../use-cases/ports.ts';
import { deleteVolume } from '../../use-cases/volumes/delete-volume.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function deleteVolumeVerb(context: RpcContext, cell: Cell): Handler<'deleteVolume'> {
  return unary(context, (request, signal) => deleteVolume(cell, request, signal));
}
