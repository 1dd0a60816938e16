import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';

export function nameTaken(guest: Guest): DomainError {
  return new DomainError('already_exists', `a guest named '${guest.name}' exists in pool '${guest.pool}'`, {
    reason: 'name_taken',
    subject: { kind: 'guest', id: guest.id },
  });
}
