import { setMonitorSecret } from '../../use-cases/guests/set-monitor-secret.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setMonitorSecretVerb(context: RpcContext, cell: Cell): Handler<'setMonitorSecret'> {
  return unary(context, (request, signal) => setMonitorSecret(cell, request, signal));
}
