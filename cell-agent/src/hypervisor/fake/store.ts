/** The guests and disks of one fake cell, in memory and, where there is a file, on it after each change. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { FakeDisk, FakeGuest, FakeSnapshot } from './state.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

export interface Store {
  guests(): readonly FakeGuest[];
  /** Fails with `not_found`. */
  guest(guestId: string): FakeGuest;
  findGuest(guestId: string): FakeGuest | null;
  putGuest(guest: FakeGuest): void;
  removeGuest(guestId: string): void;

  disks(): readonly FakeDisk[];
  findDisk(guestId: string, index: number): FakeDisk | null;
  putDisk(disk: FakeDisk): void;
  removeDisk(guestId: string, index: number): void;
  /** Returns how many there were. */
  removeDisks(guestId: string): number;

  snapshots(guestId: string): readonly FakeSnapshot[];
  /** In place of all that the guest had. */
  putSnapshots(guestId: string, snapshots: readonly FakeSnapshot[]): void;
}

export function createStore(stateFile: string | null): Store {
  const saved = stateFile === null ? null : readStateFile(stateFile);
  const guests = new Map(saved?.guests.map((guest) => [guest.spec.id, guest]));
  const disks = new Map(saved?.disks.map((disk) => [diskKey(disk.guestId, disk.index), disk]));

  let snapshots = saved?.snapshots ?? [];

  function save(): void {
    if (stateFile === null) return;
    writeStateFile(stateFile, {
      version: 1,
      guests: [...guests.values()],
      disks: [...disks.values()],
      snapshots,
    });
  }

  return {
    guests: () => [...guests.values()],
    guest(guestId) {
      const guest = guests.get(guestId);
      if (guest) return guest;
      throw new DomainError('not_found', `this cell has no guest ${guestId}`, {
        reason: 'guest_not_found',
        subject: { kind: 'guest', id: guestId },
      });
    },
    findGuest: (guestId) => guests.get(guestId) ?? null,
    putGuest(guest) {
      guests.set(guest.spec.id, guest);
      save();
    },
    removeGuest(guestId) {
      if (guests.delete(guestId)) save();
    },

    disks: () => [...disks.values()],
    findDisk: (guestId, index) => disks.get(diskKey(guestId, index)) ?? null,
    putDisk(disk) {
      disks.set(diskKey(disk.guestId, disk.index), disk);
      save();
    },
    removeDisk(guestId, index) {
      if (disks.delete(diskKey(guestId, index))) save();
    },
    removeDisks(guestId) {
      const doomed = [...disks.values()].filter((disk) => disk.guestId === guestId);
      for (const disk of doomed) disks.delete(diskKey(guestId, disk.index));
      if (doomed.length > 0) save();
      return doomed.length;
    },

    snapshots: (guestId) => snapshots.filter((snapshot) => snapshot.guestId === guestId),
    putSnapshots(guestId, fresh) {
      snapshots = [...snapshots.filter((snapshot) => snapshot.guestId !== guestId), ...fresh];
      save();
    },
  };
}

function diskKey(guestId: string, index: number): string {
  return `${guestId}/${index}`;
}
