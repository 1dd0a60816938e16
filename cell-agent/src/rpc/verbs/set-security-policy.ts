import { setSecurityPolicy } from '../../use-cases/guests/set-security-policy.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setSecurityPolicyVerb(context: RpcContext, cell: Cell): Handler<'setSecurityPolicy'> {
  return unary(context, (request, signal) => setSecurityPolicy(cell, request, signal));
}
