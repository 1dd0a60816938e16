import type { Cell } from '../../use-cases/ports.ts';
import { sendVolume } from '../../use-cases/volumes/send-volume.ts';
import { long, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function sendVolumeVerb(context: RpcContext, cell: Cell): Handler<'sendVolume'> {
  return long(context, (request, options) => sendVolume(cell, request, options));
}
