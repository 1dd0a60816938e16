import { systemActor } from '../../domain/actor.ts';
import type { Context } from '../context.ts';
import type { Clock, Ids } from '../ports/index.ts';

/** Of what the control plane does by itself. */
export function systemContext(clock: Clock, ids: Pick<Ids, 'uuid'>): Context {
  return { actor: systemActor, requestId: ids.uuid(), address: '', nowMs: clock.nowMs() };
}
