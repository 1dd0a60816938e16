/** Disks of fake guests: only their sizes, what they were made from, and whether they were finished. */
import { stat } from 'node:fs/promises';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../proto/src/model.ts';
import type { BaseImage, LongCall, NewDisk } from '../port.ts';
import type { Clock } from './clock.ts';
import type { FakeDisk } from './state.ts';
import type { Store } from './store.ts';

/** About what the file of a fresh qcow2 takes. */
const emptyFileBytes = 200 * 1024;
const copySteps = 10;

/** @param fullCloneMs how long the copy of a whole image takes. Until then the disk is partial. */
export function createDisks(store: Store, clock: Clock, fullCloneMs: number) {
  async function copyWhole(disk: FakeDisk, imageBytes: number, options: LongCall): Promise<void> {
    for (let step = 0; step < copySteps; step += 1) {
      store.putDisk({
        ...disk,
        allocatedBytes: Math.floor((imageBytes * step) / copySteps),
        complete: false,
      });
      options.onProgress?.((100 * step) / copySteps);
      await pause(clock, fullCloneMs / copySteps, options.signal);
    }
  }

  return {
    async create(disk: NewDisk, options: LongCall = {}): Promise<void> {
      const storage = disk.storage ?? '';
      if (store.findDisk(disk.guestId, disk.index, storage)?.complete) return;
      refuseIfCancelled(options.signal);
      const imageBytes = disk.base === null ? 0 : await sizeOf(disk.base);
      const full = disk.base?.clone === 'full';
      const made: FakeDisk = {
        guestId: disk.guestId,
        index: disk.index,
        sizeBytes: disk.sizeBytes,
        allocatedBytes: full ? imageBytes : emptyFileBytes,
        content: disk.base?.sha256 ?? 'blank',
        complete: true,
        ...(storage !== '' && { storage }),
      };
      if (full) await copyWhole(made, imageBytes, options);
      store.putDisk(made);
      options.onProgress?.(100);
    },

    /** Fails with `conflict` unless each disk of the guest and each volume that it has is there and finished. */
    requireAll({ id: guestId, disks, volumes }: GuestSpec): void {
      const own = disks.map((_, index) => store.findDisk(guestId, index));
      const attached = volumes.map(({ id, storage }) => store.findDisk(id, 0, storage));
      for (const [index, disk] of [...own, ...attached].entries()) {
        if (disk?.complete) continue;
        throw new DomainError(
          'conflict',
          `disk ${index} of guest ${guestId} does not exist or is incomplete`,
          {
            reason: 'disk_missing',
            subject: { kind: 'guest', id: guestId },
            details: { index },
          },
        );
      }
    },
  };
}

async function sizeOf(base: BaseImage): Promise<number> {
  try {
    return (await stat(base.path)).size;
  } catch (cause) {
    throw new DomainError('not_found', `base image ${base.sha256} is not in the cell's cache`, {
      reason: 'base_image_missing',
      subject: { kind: 'image', id: base.sha256 },
      cause,
    });
  }
}

function refuseIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DomainError('cancelled', 'the creation of the disk was cancelled');
}

/** Ends early, with `cancelled`, when the signal says so. */
async function pause(clock: Clock, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  refuseIfCancelled(signal);
  await new Promise<void>((resolve) => {
    const done = () => {
      cancelTimer();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancelTimer = clock.setTimer(delayMs, done);
    signal?.addEventListener('abort', done);
  });
  refuseIfCancelled(signal);
}
