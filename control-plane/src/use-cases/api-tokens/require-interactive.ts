import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';

/** What outlives a credential is made by people, so that a leaked token makes no other. @throws DomainError `forbidden`. */
export function requireInteractive(actor: Actor): void {
  if (actor.via !== 'api-token') return;
  throw new DomainError('forbidden', 'an API token may not do this: log in with a password', {
    reason: 'interactive_only',
  });
}
