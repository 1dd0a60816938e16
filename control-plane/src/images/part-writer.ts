import { DomainError } from '../../../proto/src/errors.ts';

const blockBytes = 1024 * 1024;

/** What is used of a `FileHandle`. A write may stop short. */
export interface PartFile {
  writev(chunks: Buffer[], position: number): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
}

/**
 * Appends to a file in blocks. One block is on its way to the disk while the next one is gathered, so memory stays at
 * two blocks whatever the size of the file.
 */
export class PartWriter {
  readonly #file: PartFile;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #writtenBytes = 0;
  #failure: unknown = null;

  constructor(file: PartFile) {
    this.#file = file;
  }

  /** What a write failed with; null while all went well. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Keeps the chunk until it is written; wait for the promise before the next one. @throws what a write failed with. */
  async append(chunk: Buffer): Promise<void> {
    this.#gathered.push(chunk);
    this.#gatheredBytes += chunk.length;
    if (this.#gatheredBytes >= blockBytes) await this.#flush();
  }

  /** Returns when all is on the disk. @throws DomainError `no_capacity` with reason `disk_full`. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
    await this.#file.sync().catch((error: unknown) => this.#fail(error));
  }

  /** Returns when no write is under way any more. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  async #flush(): Promise<void> {
    await this.#writing;
    const block = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#writing = this.#write(block);
    // The next append or finish reports it; until then it is not unhandled.
    this.#writing.catch(() => undefined);
  }

  async #write(block: Buffer[]): Promise<void> {
    let rest = block;
    while (rest.length > 0) {
      const { bytesWritten } = await this.#file
        .writev(rest, this.#writtenBytes)
        .catch((error: unknown) => this.#fail(error));
      this.#writtenBytes += bytesWritten;
      rest = dropFirst(rest, bytesWritten);
    }
  }

  #fail(error: unknown): never {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
    this.#failure = full
      ? new DomainError('no_capacity', 'no room is left on the disk for this image', {
          reason: 'disk_full',
          cause: error,
        })
      : error;
    throw this.#failure;
  }
}

/** A write may stop short, in the middle of a chunk. */
function dropFirst(chunks: Buffer[], bytes: number): Buffer[] {
  let index = 0;
  let left = bytes;
  for (const chunk of chunks) {
    if (chunk.length > left) break;
    left -= chunk.length;
    index += 1;
  }
  const rest = chunks.slice(index);
  const first = rest[0];
  if (first !== undefined && left > 0) rest[0] = first.subarray(left);
  return rest;
}
