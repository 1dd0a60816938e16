import { renewLeases } from '../../use-cases/leases/renew-leases.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function renewLeasesVerb(context: RpcContext, cell: Cell): Handler<'renewLeases'> {
  return unary(context, (request) => renewLeases(cell, request));
}
