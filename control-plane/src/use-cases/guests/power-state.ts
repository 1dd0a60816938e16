import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import { isRunning } from '../../domain/live.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `conflict` with reason `guest_running` if it was last seen running. */
export function refuseRunning(ports: Pick<Ports, 'live'>, guest: Guest, message: string): void {
  if (!isRunning(ports.live.guest(guest.id))) return;
  throw new DomainError('conflict', message, {
    reason: 'guest_running',
    subject: { kind: 'guest', id: guest.id },
  });
}

/** @throws DomainError `conflict` with reason `guest_stopped` if it was last seen stopped. */
export function refuseStopped(ports: Pick<Ports, 'live'>, guest: Guest, message: string): void {
  if (ports.live.guest(guest.id)?.seen?.state !== 'stopped') return;
  throw new DomainError('conflict', message, {
    reason: 'guest_stopped',
    subject: { kind: 'guest', id: guest.id },
  });
}
