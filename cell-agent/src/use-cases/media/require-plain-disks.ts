import { DomainError } from '../../../../proto/src/errors.ts';
import { isOff } from '../guests/find-guest.ts';
import type { Cell } from '../ports.ts';

/** @throws DomainError `conflict` with reason `guest_running` or `guest_has_snapshots`. */
export async function requirePlainDisks(
  { hypervisor }: Pick<Cell, 'hypervisor'>,
  guestId: string,
): Promise<void> {
  const guest = await hypervisor.getGuest(guestId);
  const subject = { kind: 'guest', id: guestId };
  if (!isOff(guest)) {
    throw new DomainError('conflict', `guest '${guest.spec.name}' is running: stop it first`, {
      reason: 'guest_running',
      subject,
    });
  }
  const snapshots = await hypervisor.listSnapshots(guestId);
  if (snapshots.length === 0) return;
  throw new DomainError('conflict', `guest '${guest.spec.name}' has snapshots: delete them first`, {
    reason: 'guest_has_snapshots',
    subject,
    details: { snapshots: snapshots.length },
  });
}
