import { setNetworkQos } from '../../use-cases/guests/set-network-qos.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setNetworkQosVerb(context: RpcContext, cell: Cell): Handler<'setNetworkQos'> {
  return unary(context, (request, signal) => setNetworkQos(cell, request, signal));
}
