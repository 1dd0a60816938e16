import { writeSync } from 'node:fs';

/** How long a pipe that is full is waited for, a line at a time. */
const pipeWaitMs = 1_000;
const pauseMs = 10;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Where both programs write their log: line by line, at once, to an open file. A line that the file does not take (its
 * disk is full, its reader gone) is lost: the program goes on. Pino's own output tries again for ever and stops it.
 */
export function logOutput(fileDescriptor: number): { write(line: string): void } {
  let cut = false;
  return {
    write(line) {
      const bytes = Buffer.from(cut ? `\n${line}` : line);
      const written = writeAll(fileDescriptor, bytes);
      if (written > 0) cut = written < bytes.length;
    },
  };
}

/** Returns how many bytes were taken. */
function writeAll(fileDescriptor: number, bytes: Buffer): number {
  let written = 0;
  let waitsLeft = pipeWaitMs / pauseMs;
  while (written < bytes.length) {
    try {
      written += writeSync(fileDescriptor, bytes, written);
    } catch (error) {
      const pipeIsFull = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
      if (!pipeIsFull || waitsLeft === 0) return written;
      waitsLeft -= 1;
      Atomics.wait(pause, 0, 0, pauseMs);
    }
  }
  return written;
}
