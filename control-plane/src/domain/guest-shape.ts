/** The rules for a guest's cores, memory and disks. @see the Nano API's GuestConfig */
import { DomainError } from '../../../proto/src/errors.ts';
import type { Hardware } from '../../../proto/src/model.ts';

const maximumCores = 256;
const minimumMemoryBytes = 1 << 20;
const maximumMemoryBytes = 16 * 2 ** 40;
const minimumDiskBytes = 1 << 20;
const maximumDiskBytes = 64 * 2 ** 40;
/** An IDE bus has four places, of which one or two are the CD-ROM's and the seed disk's. */
const disksOfBus: Record<Hardware['disk'], number> = { ide: 2, sata: 5, scsi: 64, virtio: 24 };

/** 1 or an even number up to 256. @throws DomainError `invalid`. */
export function checkCores(cores: number): void {
  if (!Number.isSafeInteger(cores) || cores < 1 || cores > maximumCores) {
    throw wrong('cores', cores, `a whole number from 1 to ${maximumCores}`);
  }
  if (cores > 1 && cores % 2 === 1) {
    throw new DomainError(
      'invalid',
      `even core number ( ${cores} ) is not allowed: cores must be 1 or even`,
      {
        reason: 'odd_cores',
        details: { field: 'cores', value: cores },
      },
    );
  }
}

/** Bytes. @throws DomainError `invalid`. */
export function checkMemory(memoryBytes: number): void {
  if (
    !Number.isSafeInteger(memoryBytes) ||
    memoryBytes < minimumMemoryBytes ||
    memoryBytes > maximumMemoryBytes
  ) {
    throw wrong('memory', memoryBytes, `whole bytes from ${minimumMemoryBytes} to ${maximumMemoryBytes}`);
  }
}

/** Bytes of each disk, the system disk first. @throws DomainError `invalid`. */
export function checkDisks(diskBytes: readonly number[], bus: Hardware['disk']): void {
  if (diskBytes.length === 0) throw wrong('disks', [], 'at least one size in bytes');
  const maximum = disksOfBus[bus];
  if (diskBytes.length > maximum)
    throw wrong('disks', `${diskBytes.length} disks`, `at most ${maximum} on ${bus}`);
  for (const [index, size] of diskBytes.entries()) {
    if (!Number.isSafeInteger(size) || size < minimumDiskBytes || size > maximumDiskBytes) {
      throw wrong(`disks[${index}]`, size, `whole bytes from ${minimumDiskBytes} to ${maximumDiskBytes}`);
    }
  }
}

/** The next multiple of a sector: qcow2 and the guest's firmware know no smaller part. */
export function wholeSectors(bytes: number): number {
  return Math.ceil(bytes / 512) * 512;
}

function wrong(field: string, value: unknown, allowed: string): DomainError {
  return new DomainError(
    'invalid',
    `${field} ${JSON.stringify(value)} is not allowed: it must be ${allowed}`,
    {
      reason: 'out_of_range',
      details: { field, value, allowed },
    },
  );
}
