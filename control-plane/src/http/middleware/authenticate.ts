import type { Context } from '../../use-cases/context.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import { authenticate } from '../../use-cases/sessions/authenticate.ts';
import type { Request } from '../environment.ts';
import { credentialOf } from './credential.ts';

/** What every verb is told: who asks, from where and when. @throws DomainError `unauthenticated`. */
export async function authenticatedContext(ports: Ports, c: Request): Promise<Context> {
  const nowMs = ports.clock.nowMs();
  const actor = await authenticate(ports, { sessionId: credentialOf(c), nowMs });
  c.set('userName', actor.userName);
  return { actor, ...openContext(ports, c), nowMs };
}

/** The same for the few verbs that need no session. */
export function openContext(ports: Ports, c: Request): Omit<Context, 'actor'> {
  return { requestId: c.get('requestId'), address: c.get('address'), nowMs: ports.clock.nowMs() };
}
