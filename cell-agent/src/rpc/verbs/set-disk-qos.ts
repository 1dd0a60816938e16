import { setDiskQos } from '../../use-cases/guests/set-disk-qos.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setDiskQosVerb(context: RpcContext, cell: Cell): Handler<'setDiskQos'> {
  return unary(context, (request, signal) => setDiskQos(cell, request, signal));
}
