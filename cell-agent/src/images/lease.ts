/**
 * One cell at a time works on an image that several share: a lease file with a count that its holder raises while it
 * works. Who sees the same count for long takes the lease over: its holder is gone. Only the holder's own clock and the
 * observer's are used, each by itself. A lease spares double work; what is complete appears by rename alone, so that
 * two holders at once do no harm.
 */
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LeaseTimes {
  readonly beatMs: number;
  /** Without a new count for so long, the holder counts as gone. */
  readonly staleMs: number;
}

const usualTimes: LeaseTimes = { beatMs: 2_000, staleMs: 20_000 };

/** Returns what the work returned, done while this caller alone held the lease. @throws the signal's reason. */
export async function withLease<T>(
  path: string,
  signal: AbortSignal,
  work: () => Promise<T>,
  times: LeaseTimes = usualTimes,
): Promise<T> {
  const holder = randomUUID();
  await take(path, holder, signal, times);
  const beating = beat(path, holder, times.beatMs);
  try {
    return await work();
  } finally {
    await beating.end();
    if (isOf(await read(path), holder)) await rm(path, { force: true });
  }
}

async function take(path: string, holder: string, signal: AbortSignal, times: LeaseTimes): Promise<void> {
  let last: string | null = null;
  let seenAt = performance.now();
  while (true) {
    signal.throwIfAborted();
    if (await create(path, text(holder, 0))) return;
    const present = await read(path);
    if (present !== last) {
      last = present;
      seenAt = performance.now();
    } else if (present !== null && performance.now() - seenAt >= times.staleMs) {
      await remove(path, present, holder);
      continue;
    }
    await sleep(times.beatMs / 4, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** Of two that take a stale lease away one may catch the other's new one: that goes back to its place. */
async function remove(path: string, stale: string, holder: string): Promise<void> {
  const aside = `${path}.${holder}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await read(aside);
  if (moved !== null && moved !== stale) await create(path, moved);
  await rm(aside, { force: true });
}

function beat(path: string, holder: string, beatMs: number): { end(): Promise<void> } {
  let count = 0;
  let writing: Promise<void> | null = null;
  const timer = setInterval(() => {
    count += 1;
    writing ??= renew(path, holder, count).finally(() => {
      writing = null;
    });
  }, beatMs);
  return {
    async end() {
      clearInterval(timer);
      await writing;
    },
  };
}

/** A lease that was taken over is left alone. */
async function renew(path: string, holder: string, count: number): Promise<void> {
  if (!isOf(await read(path), holder)) return;
  await writeFile(path, text(holder, count)).catch(() => undefined);
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o644);
    await file.writeFile(content).finally(() => file.close());
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function read(path: string): Promise<string | null> {
  return await readFile(path, 'utf8').catch(() => null);
}

function text(holder: string, count: number): string {
  return `${holder} ${count}\n`;
}

function isOf(content: string | null, holder: string): boolean {
  return content?.startsWith(`${holder} `) ?? false;
}
