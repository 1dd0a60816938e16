import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSnapshots, NewSnapshot } from '../../../../proto/src/model-snapshots.ts';
import { isOff } from '../guests/find-guest.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';
import { guestSnapshots } from './guest-snapshots.ts';
import { validateSnapshot } from './validate-snapshot.ts';

/**
 * Takes a snapshot of all disks, with the memory if the guest runs.
 * @throws DomainError `already_exists` for another operation's snapshot of that name; `unsupported` with reason
 *   `snapshot_needs_stopped_guest` for a running guest with UEFI.
 */
export async function createSnapshot(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { operationId, guestId, name, description }: NewSnapshot,
  signal: AbortSignal,
): Promise<GuestSnapshots> {
  validateGuestId(guestId);
  validateSnapshot(name, description);
  const { hypervisor } = cell;
  return await cell.guestLocks.run(guestId, signal, async () => {
    const { guest, snapshots } = await guestSnapshots(hypervisor, guestId);
    const subject = { kind: 'guest', id: guestId };
    const present = snapshots.find((snapshot) => snapshot.name === name);
    if (present === undefined) {
      // The hypervisor has no way to keep the variables of a running firmware beside the memory.
      if (!isOff(guest) && guest.spec.hardware.firmware === 'efi') {
        throw new DomainError(
          'unsupported',
          `the guest ${guest.spec.name} has UEFI firmware: it must be stopped for a snapshot`,
          { reason: 'snapshot_needs_stopped_guest', subject },
        );
      }
      await hypervisor.createSnapshot(guestId, { name, description, operationId });
    } else if (present.operationId !== operationId) {
      throw new DomainError(
        'already_exists',
        `the guest ${guest.spec.name} has a snapshot '${name}' already`,
        {
          reason: 'snapshot_exists',
          subject,
        },
      );
    }
    return await guestSnapshots(hypervisor, guestId);
  });
}
