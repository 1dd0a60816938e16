import { DomainError } from '../../../proto/src/errors.ts';

/** What is used of a `FileHandle`. A write may stop short. */
export interface PartFile {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
}

/** Writes the blocks of a file, several at a time. */
export class PartWriter {
  readonly #file: PartFile;

  constructor(file: PartFile) {
    this.#file = file;
  }

  /** Writes all of the block. @throws DomainError `no_capacity` with reason `disk_full`. */
  async write(block: Uint8Array, position: number): Promise<void> {
    let written = 0;
    while (written < block.length) {
      const rest = block.length - written;
      const { bytesWritten } = await this.#file
        .write(block, written, rest, position + written)
        .catch(refuseFullDisk);
      written += bytesWritten;
    }
  }

  /** Returns when all is on the disk. @throws DomainError `no_capacity` with reason `disk_full`. */
  async sync(): Promise<void> {
    await this.#file.sync().catch(refuseFullDisk);
  }
}

function refuseFullDisk(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOSPC' && code !== 'EDQUOT' && code !== 'EFBIG') throw error;
  throw new DomainError('no_capacity', 'no room is left on the disk for this image', {
    reason: 'disk_full',
    cause: error,
  });
}
