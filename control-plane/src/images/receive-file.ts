import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DomainError } from '../../../proto/src/errors.ts';
import type { ContentHasher } from './content-hasher.ts';
import type { FormatCheck } from './format-check.ts';
import { type HashedStream, hashStream } from './hash-stream.ts';
import { PartWriter } from './part-writer.ts';

/**
 * Writes the stream to a new file, hashing it on the way, and returns when it is on the disk. The format is judged by the
 * first block as soon as it is there, so that a wrong file is refused before all of it has come, and once more at the end.
 * @throws DomainError `invalid` (`upload_aborted`, `bad_format`), `no_capacity` (`disk_full`).
 */
export async function receiveFile(
  path: string,
  source: Readable,
  hasher: ContentHasher,
  format: FormatCheck,
): Promise<HashedStream> {
  const file = await open(path, 'wx+', 0o600);
  try {
    const writer = new PartWriter(file);
    const received = await hashStream(source, {
      hasher,
      inspect: format.inspect,
      also: (block, position) => writer.write(block, position),
      broken: aborted,
    });
    await format.examine(file, received.sizeBytes);
    await writer.sync();
    return received;
  } finally {
    await file.close();
  }
}

function aborted(cause: unknown): DomainError {
  if (cause instanceof DomainError) return cause;
  return new DomainError('invalid', 'the upload broke off before its end', {
    reason: 'upload_aborted',
    cause,
  });
}
