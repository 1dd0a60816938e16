import type { Via } from '../../domain/actor.ts';
import type { Context } from '../../use-cases/context.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import { authenticate } from '../../use-cases/sessions/authenticate.ts';
import type { Request } from '../environment.ts';
import { credentialOf } from './credential.ts';

/**
 * What every verb is told: who asks, from where and when.
 * @param via the listener that the request came in by.
 * @throws DomainError `unauthenticated`.
 */
export async function authenticatedContext(ports: Ports, c: Request, via: Via = 'nano'): Promise<Context> {
  const nowMs = ports.clock.nowMs();
  const actor = await authenticate(ports, {
    credential: credentialOf(c),
    via,
    nowMs,
    address: c.get('address'),
  });
  c.set('userName', actor.userName);
  return { actor, ...openContext(ports, c), nowMs };
}

/** The same for the few verbs that need no session. */
export function openContext(ports: Ports, c: Request): Omit<Context, 'actor'> {
  return { requestId: c.get('requestId'), address: c.get('address'), nowMs: ports.clock.nowMs() };
}
