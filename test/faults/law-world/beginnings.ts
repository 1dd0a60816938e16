import type { Guest } from '../../../control-plane/src/domain/guest.ts';
import { toGuestSpec } from '../../../control-plane/src/domain/guest-spec.ts';
import type { CellGateway, Store } from '../../../control-plane/src/use-cases/ports/index.ts';
import type { ControlSide } from './control-side.ts';
import {
  lawCellId,
  lawFloatingIp,
  lawGuest,
  lawImage,
  lawMedia,
  lawMigration,
  lawTargetId,
  lawVolume,
} from './samples.ts';

/** How the guest is when the operation begins. */
export type Beginning =
  | 'absent'
  | 'left-at-target'
  | 'stopped'
  | 'running'
  | 'with-snapshots'
  | 'with-media'
  | 'with-volume'
  | 'with-spare-volume'
  | 'protected'
  | 'protected-running';

async function startWithMedia(cells: CellGateway, advance: () => void): Promise<void> {
  const [operationId, options] = ['before', { timeoutMs: 20_000 }];
  const { id: imageId, ...file } = lawMedia;
  await cells.pullImage(lawCellId, { operationId, imageId, ...file }, options);
  const boot = { type: 'media', media: { imageId, imageSha256: lawMedia.sha256 } } as const;
  await cells.startGuest(lawCellId, { operationId, guestId: lawGuest.id, boot }, options);
  advance();
}

/** What is left of a migration whose target became unreachable. */
async function expectAtTarget(cells: CellGateway): Promise<void> {
  const options = { timeoutMs: 20_000 };
  const about = { operationId: lawMigration, guestId: lawGuest.id, copy: true };
  const { id: imageId, ...file } = lawImage;
  await cells.pullImage(lawTargetId, { operationId: lawMigration, imageId, ...file }, options);
  const departure = await cells.departGuest(lawCellId, about, options);
  await cells.stayGuest(lawCellId, about, options);
  const source = { sourceCellId: lawCellId, ticket: 'ticket' };
  const announced = { ...about, spec: toGuestSpec(lawGuest), departure, ...source };
  await cells.expectGuest(lawTargetId, announced, options);
}

/** A volume on the cell, which the running guest lets go of if it has it. */
async function makeVolume(cells: CellGateway, store: Store, isAttached: boolean): Promise<void> {
  const [operationId, options] = ['before', { timeoutMs: 20_000 }];
  const { id, storage, sizeBytes } = lawVolume;
  const volume = { id, storage, sizeBytes, slot: 0 };
  await store.userFloatingIps.insert(lawFloatingIp);
  await cells.createVolume(lawCellId, { operationId, volume }, options);
  if (!isAttached) return store.volumes.insert(lawVolume);
  await cells.attachVolume(lawCellId, { operationId, guestId: lawGuest.id, volume }, options);
  await store.guests.update(lawGuest.id, { volumes: [volume] });
  await store.volumes.insert({ ...lawVolume, state: 'detaching', guestId: lawGuest.id, slot: 0 });
}

/** Brings the guest there. `advance` lets it boot. */
export async function prepareGuest(
  beginning: Beginning,
  given: Guest,
  store: Store,
  { cells, leases }: Pick<ControlSide, 'cells' | 'leases'>,
  advance: () => void,
): Promise<void> {
  if (beginning === 'absent') return;
  const [operationId, options] = ['before', { timeoutMs: 20_000 }];
  const { id: imageId, ...file } = lawImage;
  const { storage } = given;
  const failover = beginning === 'protected' || beginning === 'protected-running';
  const guest = { ...given, phase: 'ready', failover } as const;
  await store.guests.insert(guest);
  await cells.pullImage(lawCellId, { operationId, imageId, ...file, storage }, options);
  await cells.createGuest(lawCellId, { operationId, spec: toGuestSpec(guest) }, options);
  if (beginning === 'stopped' || beginning === 'protected') return;
  if (failover) await leases.grant(lawCellId, lawGuest.id);
  if (beginning === 'left-at-target') {
    await expectAtTarget(cells);
    return;
  }
  if (beginning === 'with-media') {
    await startWithMedia(cells, advance);
    return;
  }
  if (beginning === 'with-snapshots') {
    for (const name of ['origin', 'next']) {
      const snapshot = { operationId, guestId: lawGuest.id, name, description: '' };
      const { snapshots } = await cells.createSnapshot(lawCellId, snapshot, options);
      await store.transaction((tx) => tx.snapshots.replace(lawGuest.id, snapshots));
    }
    return;
  }
  if (beginning === 'with-volume' || beginning === 'with-spare-volume')
    await makeVolume(cells, store, beginning === 'with-volume');
  const boot = { type: 'disk' } as const;
  await cells.startGuest(lawCellId, { operationId, guestId: lawGuest.id, boot }, options);
  advance();
}
