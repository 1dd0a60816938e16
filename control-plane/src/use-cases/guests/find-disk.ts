import { DomainError } from '../../../../proto/src/errors.ts';
import type { DiskSpec } from '../../../../proto/src/model.ts';
import type { Guest } from '../../domain/guest.ts';

/** @param index 0 is the system disk. @throws DomainError `not_found` with reason `disk_unknown`. */
export function findDisk(guest: Guest, index: number): DiskSpec {
  const disk = guest.disks[index];
  if (disk !== undefined) return disk;
  const range = guest.disks.length === 1 ? 'only disk 0' : `disks 0 to ${guest.disks.length - 1}`;
  throw new DomainError('not_found', `invalid disk index ${index}: guest '${guest.name}' has ${range}`, {
    reason: 'disk_unknown',
    subject: { kind: 'guest', id: guest.id },
    details: { index, disks: guest.disks.length },
  });
}
