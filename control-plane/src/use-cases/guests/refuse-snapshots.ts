import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `conflict` with reason `guest_has_snapshots`. */
export async function refuseSnapshots(ports: Pick<Ports, 'store'>, guest: Guest): Promise<void> {
  const snapshots = await ports.store.snapshots.list(guest.id);
  if (snapshots.length === 0) return;
  throw new DomainError('conflict', `guest '${guest.name}' has snapshots: delete them first`, {
    reason: 'guest_has_snapshots',
    subject: { kind: 'guest', id: guest.id },
    details: { snapshots: snapshots.length },
  });
}
