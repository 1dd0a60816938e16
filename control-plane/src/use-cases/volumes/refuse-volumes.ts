import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';

/**
 * A snapshot is of all disks of a guest: it would bring back what a volume held then.
 * @throws DomainError `conflict` with reason `guest_has_volumes`.
 */
export function refuseVolumes({ id, name, volumes }: Guest): void {
  if (volumes.length === 0) return;
  throw new DomainError('conflict', `guest '${name}' has volumes attached: detach them first`, {
    reason: 'guest_has_volumes',
    subject: { kind: 'guest', id },
    details: { volumes: volumes.map((one) => one.id) },
  });
}
