import { setCores } from '../../use-cases/guests/set-cores.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setCoresVerb(context: RpcContext, cell: Cell): Handler<'setCores'> {
  return unary(context, (request, signal) => setCores(cell, request, signal));
}
