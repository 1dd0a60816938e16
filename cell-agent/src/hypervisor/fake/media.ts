/** Media and system disks of fake guests. An exported disk is a real file of its size that tells its content apart. */
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { MediaHypervisor } from '../port/media.ts';
import type { LongCall, NewDisk } from '../port.ts';
import { emptyQcow2 } from './qcow2-file.ts';
import type { FakeGuest } from './state.ts';
import type { Store } from './store.ts';

export interface MediaOptions {
  readonly store: Store;
  /** For files of exported disks. */
  readonly folder: string;
  readonly live: (guestId: string) => FakeGuest;
  readonly onChanged: (guestId: string) => void;
  /** Makes a disk as a new guest's are made, at this index. */
  readonly createDisk: (disk: NewDisk, options: LongCall) => Promise<void>;
}

const suffix = '.export.qcow2';
/** Out of the way of a guest's own disks. */
const newSystemDisk = -1;

export function createMedia({ store, folder, live, onChanged, createDisk }: MediaOptions): MediaHypervisor {
  function put(guest: FakeGuest): void {
    store.putGuest(guest);
    onChanged(guest.spec.id);
  }

  function stopped(guestId: string): FakeGuest {
    const guest = store.guest(guestId);
    if (guest.state === 'stopped') return guest;
    throw conflict('guest_running', guestId, `guest ${guestId} is running`);
  }

  return {
    async insertMedia(operationId, guestId, media) {
      const guest = live(guestId);
      if (guest.media !== null) {
        if (guest.mediaOperationId === operationId) return;
        throw conflict('media_attached', guestId, `guest '${guest.spec.name}' already has media attached`);
      }
      put({ ...guest, media, mediaOperationId: operationId });
    },
    async ejectMedia(guestId) {
      const guest = live(guestId);
      if (guest.media !== null) put({ ...guest, media: null });
    },

    async exportDisk(guestId, index, options = {}) {
      stopped(guestId);
      const disk = store.findDisk(guestId, index);
      if (!disk?.complete) throw conflict('disk_missing', guestId, `disk ${index} of ${guestId} is missing`);
      if (options.signal?.aborted) throw new DomainError('cancelled', 'the export was cancelled');
      const path = join(folder, `${guestId}.${index}.${randomUUID()}${suffix}`);
      await writeFile(path, emptyQcow2(disk.sizeBytes, `${guestId} ${disk.content}`));
      options.onProgress?.(100);
      return { path, [Symbol.asyncDispose]: async () => await rm(path, { force: true }) };
    },

    async replaceSystemDisk(operationId, spec, base, options = {}) {
      const guest = stopped(spec.id);
      if (guest.instance === operationId) return;
      const sizeBytes = spec.disks[0]?.sizeBytes ?? 0;
      const { storage } = guest.spec;
      await createDisk({ guestId: spec.id, index: newSystemDisk, sizeBytes, base, storage }, options);
      const made = store.findDisk(spec.id, newSystemDisk);
      if (made === null) return;
      store.putDisk({ ...made, index: 0 });
      store.removeDisk(spec.id, newSystemDisk);
      put({ ...guest, spec: structuredClone(spec), instance: operationId });
    },
  };
}

/** Removes what an agent that was killed left behind. */
export function removeExports(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.endsWith(suffix)) rmSync(join(folder, name), { force: true });
  }
}

function conflict(reason: string, guestId: string, message: string): DomainError {
  return new DomainError('conflict', message, { reason, subject: { kind: 'guest', id: guestId } });
}
