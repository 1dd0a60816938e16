import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Returns when both directions have ended; an error in one ends the other. */
export async function connectStreams(one: Duplex, other: Duplex): Promise<void> {
  const both = [pipeline(one, other), pipeline(other, one)].map((direction) =>
    direction.catch(() => {
      one.destroy();
      other.destroy();
    }),
  );
  await Promise.all(both);
  one.destroy();
  other.destroy();
}
