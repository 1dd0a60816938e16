import { DomainError } from '../../../../../proto/src/errors.ts';
import type { GuestRecord } from '../guest-records.ts';

/** @throws DomainError `conflict` with reason `guest_running`. */
export function requireOff({ domain, state }: GuestRecord): void {
  if (state === 'stopped') return;
  throw new DomainError('conflict', `the guest ${domain.spec.name} is running`, {
    reason: 'guest_running',
    subject: { kind: 'guest', id: domain.spec.id },
  });
}
