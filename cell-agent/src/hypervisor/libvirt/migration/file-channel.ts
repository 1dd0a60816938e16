/**
 * A file in a stream: its length (8 bytes, big endian), its bytes, their SHA-256 (32 bytes); then `ok` and a line end
 * back when all of it lies safely on the other side.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { DomainError } from '../../../../../proto/src/errors.ts';
import { onStorage } from '../disks/on-storage.ts';

const headBytes = 8;
const hashBytes = 32;
const blockBytes = 1024 * 1024;
const taken = 'ok\n';

/** Returns when the other side has it. @throws DomainError `cell_unreachable` if it does not say so; `cancelled`. */
export async function sendFile(
  path: string,
  stream: Duplex,
  options: { readonly signal?: AbortSignal; readonly onBytes: (sent: number) => void },
): Promise<void> {
  stream.on('error', () => undefined);
  const abort = () => stream.destroy();
  options.signal?.addEventListener('abort', abort, { once: true });
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(headBytes);
    head.writeBigUInt64BE(BigInt(size));
    await write(stream, head, options.signal);
    const hash = createHash('sha256');
    for (let position = 0; position < size; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(blockBytes), 0, blockBytes, position);
      if (bytesRead === 0) throw broken('the file became shorter');
      const block = buffer.subarray(0, Math.min(bytesRead, size - position));
      hash.update(block);
      await write(stream, block, options.signal);
      position += block.length;
      options.onBytes(position);
    }
    stream.end(hash.digest());
    await requireTaken(stream, options.signal);
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await file.close();
    stream.destroy();
  }
}

/** Writes what comes to the path and makes it durable. Anything incomplete is removed. @throws DomainError. */
export async function receiveFile(path: string, stream: Duplex): Promise<void> {
  await onStorage(async () => {
    const file = await open(path, 'w', 0o600);
    try {
      const hash = createHash('sha256');
      let size: number | undefined;
      let position = 0;
      let rest: Buffer = Buffer.alloc(0);
      for await (const chunk of stream) {
        rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
        if (size === undefined) {
          if (rest.length < headBytes) continue;
          size = Number(rest.readBigUInt64BE());
          rest = rest.subarray(headBytes);
        }
        const block = rest.subarray(0, Math.min(rest.length, size - position));
        hash.update(block);
        await file.write(block, 0, block.length, position);
        position += block.length;
        rest = rest.subarray(block.length);
        if (rest.length > hashBytes) throw broken('there is more than was announced');
      }
      if (position !== size || !rest.equals(hash.digest())) throw broken('it is incomplete or damaged');
      await file.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  });
}

/** Tells the sender that the file is in its place. */
export function confirmFile(stream: Duplex): void {
  stream.end(taken);
}

async function requireTaken(stream: Duplex, signal: AbortSignal | undefined): Promise<void> {
  let answer = '';
  try {
    for await (const chunk of stream) answer += String(chunk);
  } catch {
    // Told below.
  }
  if (signal?.aborted) throw cancelled();
  if (answer !== taken) throw broken('the other side has not taken it');
}

async function write(stream: Duplex, bytes: Buffer, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) throw cancelled();
  if (stream.destroyed) throw broken('the stream has ended');
  if (stream.write(bytes)) return;
  const ended = new AbortController();
  const onClose = () => ended.abort();
  stream.once('close', onClose);
  try {
    await once(stream, 'drain', { signal: ended.signal });
  } catch {
    throw signal?.aborted ? cancelled() : broken('the stream has ended');
  } finally {
    stream.off('close', onClose);
  }
}

function cancelled(): DomainError {
  return new DomainError('cancelled', 'the sending of the guest was cancelled');
}

function broken(why: string): DomainError {
  return new DomainError('cell_unreachable', `a file of the guest did not get across: ${why}`, {
    reason: 'channel_broken',
  });
}
