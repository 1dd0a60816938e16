import { systemActor } from '../domain/actor.ts';
import type { Context } from './context.ts';
import type { Ports } from './ports/index.ts';

/** Of what Cellar does by itself. @param requestId of the request that led to it; else a new one. */
export function systemContext({ ids, clock }: Pick<Ports, 'ids' | 'clock'>, requestId = ids.uuid()): Context {
  return { actor: systemActor, requestId, address: '', nowMs: clock.nowMs() };
}
