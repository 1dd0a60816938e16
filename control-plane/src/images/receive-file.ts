import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DomainError } from '../../../proto/src/errors.ts';
import { headBytes } from './bad-format.ts';
import { PartWriter } from './part-writer.ts';

export interface ReceivedFile {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly sha1: string;
}

/**
 * Writes the stream to a new file, hashing it on the way, and returns when it is on the disk. `inspect` is called once
 * with the first bytes, as soon as they are there, so that a wrong file is refused before all of it has come.
 * @throws DomainError `invalid` (`upload_aborted`), `no_capacity` (`disk_full`), and what `inspect` throws.
 */
export async function receiveFile(
  path: string,
  source: Readable,
  inspect: (head: Buffer) => void,
): Promise<ReceivedFile> {
  const file = await open(path, 'wx', 0o600);
  const writer = new PartWriter(file);
  try {
    const received = await consume(source, writer, inspect);
    await writer.finish();
    return received;
  } finally {
    await writer.settled();
    await file.close();
  }
}

async function consume(
  source: Readable,
  writer: PartWriter,
  inspect: (head: Buffer) => void,
): Promise<ReceivedFile> {
  const sha256 = createHash('sha256');
  const sha1 = createHash('sha1');
  const head = new HeadJudge(inspect);
  let sizeBytes = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      head.see(chunk);
      sha256.update(chunk);
      sha1.update(chunk);
      sizeBytes += chunk.length;
      await writer.append(chunk);
    }
  } catch (error) {
    if (error instanceof DomainError || error === writer.failure) throw error;
    throw new DomainError('invalid', 'the upload broke off before its end', {
      reason: 'upload_aborted',
      cause: error,
    });
  }
  head.end();
  return { sizeBytes, sha256: sha256.digest('hex'), sha1: sha1.digest('hex') };
}

/** Gathers the first bytes and has them judged once. */
class HeadJudge {
  readonly #inspect: (head: Buffer) => void;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #judged = false;

  constructor(inspect: (head: Buffer) => void) {
    this.#inspect = inspect;
  }

  see(chunk: Buffer): void {
    if (this.#judged) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= headBytes) this.end();
  }

  end(): void {
    if (this.#judged) return;
    this.#judged = true;
    this.#inspect(Buffer.concat(this.#chunks).subarray(0, headBytes));
    this.#chunks = [];
  }
}
