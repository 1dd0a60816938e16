/** The guests and disks of one fake cell, in memory and, where there is a file, on it after each change. */
import { DomainError } from '../../../../proto/src/errors.ts';
import { openPolicy } from '../../../../proto/src/model-policy.ts';
import { type FakeDisk, type FakeGuest, type FakeSnapshot, isVisible } from './state.ts';
import { readStateFile, writeStateFile } from './state-file.ts';
import type { SharedDisks } from './storages.ts';

const firstStoragePath = '/var/lib/cellar/fake';

export interface Store {
  /** Without hidden ones, which are on their way to or from another cell. */
  guests(): readonly FakeGuest[];
  /** Fails with `not_found`. */
  guest(guestId: string): FakeGuest;
  findGuest(guestId: string): FakeGuest | null;
  /** A hidden one, too. */
  findAny(guestId: string): FakeGuest | null;
  hidden(): readonly FakeGuest[];
  putGuest(guest: FakeGuest): void;
  removeGuest(guestId: string): void;

  /** Those of the cell's own. */
  disks(): readonly FakeDisk[];
  /** @param storage where it is, if the guest is not defined yet. */
  findDisk(guestId: string, index: number, storage?: string): FakeDisk | null;
  putDisk(disk: FakeDisk): void;
  removeDisk(guestId: string, index: number): void;
  /** Those of the cell's own, and those on the shared storage if one is named. */
  removeDisks(guestId: string, storage?: string): void;

  snapshots(guestId: string): readonly FakeSnapshot[];
  /** In place of all that the guest had. */
  putSnapshots(guestId: string, snapshots: readonly FakeSnapshot[]): void;

  storagePath(): string;
  setStoragePath(path: string): void;
}

/** @param shared disks of guests whose spec names a storage. */
export function createStore(stateFile: string | null, shared: SharedDisks): Store {
  const saved = stateFile === null ? null : readStateFile(stateFile);
  const guests = new Map(saved?.guests.map((guest) => [guest.spec.id, completed(guest)]));
  const disks = new Map(saved?.disks.map((disk) => [diskKey(disk.guestId, disk.index), disk]));

  let snapshots = saved?.snapshots ?? [];
  let storagePath = saved?.storagePath ?? firstStoragePath;

  const storageOf = (guestId: string) => guests.get(guestId)?.spec.storage ?? '';

  function save(): void {
    if (stateFile === null) return;
    writeStateFile(stateFile, {
      version: 1,
      guests: [...guests.values()],
      disks: [...disks.values()],
      snapshots,
      storagePath,
    });
  }

  function findGuest(guestId: string): FakeGuest | null {
    const guest = guests.get(guestId);
    return guest !== undefined && isVisible(guest) ? guest : null;
  }

  return {
    guests: () => [...guests.values()].filter(isVisible),
    guest(guestId) {
      const guest = findGuest(guestId);
      if (guest) return guest;
      throw new DomainError('not_found', `this cell has no guest ${guestId}`, {
        reason: 'guest_not_found',
        subject: { kind: 'guest', id: guestId },
      });
    },
    findGuest,
    hidden: () => [...guests.values()].filter((guest) => !isVisible(guest)),
    findAny: (guestId) => guests.get(guestId) ?? null,
    putGuest(guest) {
      guests.set(guest.spec.id, guest);
      save();
    },
    removeGuest(guestId) {
      if (guests.delete(guestId)) save();
    },

    disks: () => [...disks.values()],
    findDisk(guestId, index, storage = storageOf(guestId)) {
      if (storage !== '') return shared.find(storage, guestId, index);
      return disks.get(diskKey(guestId, index)) ?? null;
    },
    putDisk(disk) {
      if (disk.storage) return shared.put(disk.storage, disk);
      disks.set(diskKey(disk.guestId, disk.index), disk);
      save();
    },
    removeDisk(guestId, index) {
      const storage = storageOf(guestId);
      if (storage !== '') shared.remove(storage, guestId, index);
      else if (disks.delete(diskKey(guestId, index))) save();
    },
    removeDisks(guestId, storage = '') {
      if (storage !== '') shared.removeAll(storage, guestId);
      const doomed = [...disks.values()].filter((disk) => disk.guestId === guestId);
      for (const disk of doomed) disks.delete(diskKey(guestId, disk.index));
      if (doomed.length > 0) save();
    },

    snapshots: (guestId) => snapshots.filter((snapshot) => snapshot.guestId === guestId),
    putSnapshots(guestId, fresh) {
      snapshots = [...snapshots.filter((snapshot) => snapshot.guestId !== guestId), ...fresh];
      save();
    },

    storagePath: () => storagePath,
    setStoragePath(path) {
      storagePath = path;
      save();
    },
  };
}

function diskKey(guestId: string, index: number): string {
  return `${guestId}/${index}`;
}

/** Guests of before there were policies accept everything, and of before there were volumes have none. */
function completed(guest: FakeGuest): FakeGuest {
  const { securityPolicy = openPolicy, volumes = [], floatingAddresses = [] } = guest.spec;
  return { ...guest, spec: { ...guest.spec, securityPolicy, volumes, floatingAddresses } };
}
