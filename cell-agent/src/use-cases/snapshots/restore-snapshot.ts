import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSnapshots, SnapshotCommand } from '../../../../proto/src/model-snapshots.ts';
import { isOff } from '../guests/find-guest.ts';
import { runUnderLease } from '../guests/run-under-lease.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';
import { guestSnapshots } from './guest-snapshots.ts';

/**
 * Brings all disks back to the snapshot. One with memory leaves the guest running, whatever it did before; one without
 * needs it stopped. Repeated, it restores again unless this agent knows that it did.
 * @throws DomainError `not_found` with reason `snapshot_not_found`; `conflict` with reason `guest_running`.
 */
export async function restoreSnapshot(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'leases' | 'recentOperations'>,
  { operationId, guestId, name }: SnapshotCommand,
  signal: AbortSignal,
): Promise<GuestSnapshots> {
  validateGuestId(guestId);
  const { hypervisor, recentOperations } = cell;
  return await cell.guestLocks.run(guestId, signal, async () => {
    const { guest, snapshots } = await guestSnapshots(hypervisor, guestId);
    if (recentOperations.has(operationId)) return { guest, snapshots };
    const subject = { kind: 'guest', id: guestId };
    const target = snapshots.find((snapshot) => snapshot.name === name);
    if (target === undefined) {
      throw new DomainError('not_found', `the guest ${guest.spec.name} has no snapshot '${name}'`, {
        reason: 'snapshot_not_found',
        subject,
      });
    }
    if (!target.running && !isOff(guest)) {
      throw new DomainError(
        'conflict',
        `the guest ${guest.spec.name} is running: stop it to restore the snapshot '${name}'`,
        { reason: 'guest_running', subject },
      );
    }
    if (target.running && guest.spec.failover) {
      const restore = () => hypervisor.restoreSnapshot(guestId, name, operationId, { paused: true });
      await runUnderLease(cell, guestId, restore);
    } else {
      await hypervisor.restoreSnapshot(guestId, name, operationId);
    }
    recentOperations.add(operationId);
    return await guestSnapshots(hypervisor, guestId);
  });
}
