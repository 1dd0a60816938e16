import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import { freeSlot, type Volume } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import { findDesktop } from '../desktop-servers/desktop-reach.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import { missing } from '../identity/find.ts';
import type { Ports, Store } from '../ports/index.ts';
import type { AttachVolumeInput } from './attach-volume-operation.ts';
import { hasStorage } from './cell-of-volume.ts';
import { findVolume, volumeBusy, volumeSubject } from './volume-access.ts';

type AttachPorts = Pick<Ports, 'store' | 'operations' | 'live'>;

/**
 * Accepts that a desktop gets a volume of its project, at once if it runs.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (`volume_in_use` and so on, `too_many_volumes`,
 *   `volume_not_shared`, `storage_not_on_cell`, `operation_running`), `cell_unreachable`.
 */
export async function attachVolume(
  ports: AttachPorts,
  ctx: Context,
  input: { readonly serverId: string; readonly volumeId: string },
): Promise<Operation> {
  const { server } = await findDesktop(ports.store, ctx, input.serverId);
  const volume = await findVolume(ports.store, ctx, input.volumeId);
  if (volume.projectId !== server.projectId) return missing('volume', input.volumeId);
  const guest = await ports.store.guests.get(server.id);
  if (guest === undefined) throw noSuchGuest(server.id);
  return submitAttachment(ports, ctx, volume, guest);
}

/** @throws DomainError as `attachVolume`. */
export async function submitAttachment(
  ports: AttachPorts,
  ctx: Context,
  volume: Volume,
  guest: Guest,
): Promise<Operation> {
  await requireReachable(ports, guest);
  requireWay(ports, volume, guest);
  const input: AttachVolumeInput = { guestId: guest.id, cellId: guest.cellId, volumeId: volume.id };
  return submitGuestOperation<AttachVolumeInput>(ports, ctx, {
    kind: 'attach-volume',
    guest,
    input,
    reserve: (tx) => take(tx, volume, guest),
    details: { volume: volume.id },
  });
}

/** One of those who ask at once gets it. */
async function take(tx: Store, volume: Volume, { id: guestId, name }: Guest): Promise<void> {
  const slot = freeSlot(await tx.volumes.list({ guestId }));
  if (slot === null)
    throw new DomainError('conflict', `the guest '${name}' has as many volumes as it can`, {
      reason: 'too_many_volumes',
      subject: { kind: 'guest', id: guestId },
    });
  const change = { state: 'attaching', guestId, slot } as const;
  if (await tx.volumes.claim(volume.id, ['available'], change)) return;
  throw volumeBusy((await tx.volumes.get(volume.id)) ?? missing('volume', volume.id));
}

/** Whether the guest could have it there where it is or may be started one day. */
function requireWay({ live }: Pick<Ports, 'live'>, volume: Volume, guest: Guest): void {
  const { storage } = volume;
  const refuse = (reason: string, why: string) => {
    throw new DomainError('conflict', why, { reason, subject: volumeSubject(volume) });
  };
  if (storage === '' && guest.failover)
    refuse(
      'volume_not_shared',
      `the guest '${guest.name}' is under failover: its volumes must be on a storage pool`,
    );
  if (storage !== '' && !hasStorage(live, guest.cellId, storage))
    refuse(
      'storage_not_on_cell',
      `the cell of guest '${guest.name}' does not have the storage '${storage}' now`,
    );
}
