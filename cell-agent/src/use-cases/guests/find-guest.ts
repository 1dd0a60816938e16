import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellGuest } from '../../../../proto/src/model.ts';
import type { Hypervisor } from '../../hypervisor/port.ts';

/** Null where `getGuest` fails with `not_found`. */
export async function findGuest(hypervisor: Hypervisor, guestId: string): Promise<CellGuest | null> {
  try {
    return await hypervisor.getGuest(guestId);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}

/** A guest that has no processor time to lose; paused ones run. */
export function isOff(guest: CellGuest): boolean {
  return guest.state === 'stopped';
}

/** @throws DomainError `conflict` with reason `guest_stopped`. */
export function requireOn(guest: CellGuest): void {
  if (!isOff(guest)) return;
  throw new DomainError('conflict', `the guest ${guest.spec.name} is stopped`, {
    reason: 'guest_stopped',
    subject: { kind: 'guest', id: guest.spec.id },
  });
}
