/** What the verbs that change a guest have in common: its lock, what it is before and what it is then. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellGuest } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { isOff } from './find-guest.ts';
import { validateGuestId } from './validate-spec.ts';

export type ChangingCell = Pick<Cell, 'hypervisor' | 'guestLocks'>;

/** Returns the guest as it is after the change. */
export async function changeGuest(
  { hypervisor, guestLocks }: ChangingCell,
  guestId: string,
  signal: AbortSignal,
  change: (guest: CellGuest, hypervisor: Cell['hypervisor']) => Promise<void>,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await guestLocks.run(guestId, signal, async () => {
    await change(await hypervisor.getGuest(guestId), hypervisor);
    return await hypervisor.getGuest(guestId);
  });
}

/** @throws DomainError `conflict` with reason `guest_running`. */
export function requireOff(guest: CellGuest): void {
  if (isOff(guest)) return;
  throw new DomainError('conflict', `the guest ${guest.spec.name} is running`, {
    reason: 'guest_running',
    subject: { kind: 'guest', id: guest.spec.id },
  });
}

/** @throws DomainError `not_found` with reason `disk_unknown`. */
export function requireDisk({ spec }: CellGuest, index: number): void {
  if (spec.disks[index] !== undefined) return;
  throw new DomainError('not_found', `the guest ${spec.name} has no disk ${index}`, {
    reason: 'disk_unknown',
    subject: { kind: 'guest', id: spec.id },
    details: { index },
  });
}
