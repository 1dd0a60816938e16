/** Snapshots of fake guests: a tree whose nodes hold the records of the guest and its disks as they were. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Snapshot } from '../../../../proto/src/model-snapshots.ts';
import type { StartOptions } from '../port.ts';
import type { Clock } from './clock.ts';
import type { FakeSnapshot } from './state.ts';
import type { Store } from './store.ts';

export function createSnapshots(parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly goBack: (guestId: string, snapshot: FakeSnapshot, options: StartOptions) => void;
}) {
  const { store, clock } = parts;

  function find(guestId: string, name: string): FakeSnapshot | undefined {
    return store.snapshots(guestId).find((snapshot) => snapshot.name === name);
  }

  function makeCurrent(guestId: string, name: string, among: readonly FakeSnapshot[]): void {
    store.putSnapshots(
      guestId,
      among.map((snapshot) => ({ ...snapshot, current: snapshot.name === name })),
    );
  }

  return {
    list(guestId: string): Snapshot[] {
      store.guest(guestId);
      return store
        .snapshots(guestId)
        .map(({ guestId: _, guest: _guest, disks: _disks, ...snapshot }) => snapshot)
        .sort((one, other) => (one.name < other.name ? -1 : 1));
    },

    create(guestId: string, wanted: Pick<Snapshot, 'name' | 'description' | 'operationId'>): void {
      const guest = store.guest(guestId);
      if (find(guestId, wanted.name)) {
        throw new DomainError('already_exists', `guest ${guestId} has a snapshot '${wanted.name}' already`, {
          reason: 'snapshot_exists',
          subject: { kind: 'guest', id: guestId },
        });
      }
      const present = store.snapshots(guestId);
      const fresh: FakeSnapshot = {
        ...wanted,
        guestId,
        guest,
        disks: guest.spec.disks.flatMap((_, index) => store.findDisk(guestId, index) ?? []),
        createdAtMs: clock.now(),
        running: guest.state !== 'stopped',
        parent: present.find(({ current }) => current)?.name ?? '',
        current: true,
      };
      makeCurrent(guestId, wanted.name, [...present, fresh]);
    },

    restore(guestId: string, name: string, options: StartOptions): void {
      store.guest(guestId);
      const target = find(guestId, name);
      if (target === undefined) {
        throw new DomainError('not_found', `guest ${guestId} has no snapshot '${name}'`, {
          reason: 'snapshot_not_found',
          subject: { kind: 'guest', id: guestId },
        });
      }
      for (const disk of target.disks) {
        const sizeBytes = Math.max(disk.sizeBytes, store.findDisk(guestId, disk.index)?.sizeBytes ?? 0);
        store.putDisk({ ...disk, sizeBytes });
      }
      makeCurrent(guestId, name, store.snapshots(guestId));
      parts.goBack(guestId, target, options);
    },

    delete(guestId: string, name: string): void {
      store.guest(guestId);
      const doomed = find(guestId, name);
      if (doomed === undefined) return;
      const { parent, current } = doomed;
      const rest = store.snapshots(guestId).filter((snapshot) => snapshot.name !== name);
      store.putSnapshots(
        guestId,
        rest.map((snapshot) => ({
          ...snapshot,
          parent: snapshot.parent === name ? parent : snapshot.parent,
          current: snapshot.current || (current && snapshot.name === parent),
        })),
      );
    },
  };
}
