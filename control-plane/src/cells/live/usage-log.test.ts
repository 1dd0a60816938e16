/** Usage over hours of a clock that is set, with a real database and restarts of the program. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import { bucketMs, hourMs, minuteMs } from '../../domain/usage.ts';
import { UsageLog } from './usage-log.ts';

const startMs = Date.UTC(2026, 0, 31, 12);
const failures: unknown[] = [];
let temporary: TemporaryStore;
let nowMs: number;
let usage: UsageLog;

beforeEach(async () => {
  temporary = await openTemporaryStore();
  nowMs = startMs;
  usage = openLog();
});
afterEach(async () => {
  await usage[Symbol.asyncDispose]();
  await temporary[Symbol.asyncDispose]();
  expect(failures.splice(0)).toEqual([]);
});

function openLog(): UsageLog {
  const log = { error: (error: unknown) => void failures.push(error) };
  return new UsageLog({ store: temporary.store, clock: { nowMs: () => nowMs }, log });
}

async function restart(): Promise<void> {
  await usage[Symbol.asyncDispose]();
  usage = openLog();
}

/** A guest that reads so many bytes a second, measured every ten seconds. */
let total = 0;
function run(minutes: number, bytesPerSecond: number): void {
  for (let n = 0; n < minutes * 6; n += 1) {
    nowMs += 10_000;
    total += 10 * bytesPerSecond;
    const disk = { bytesRead: total, bytesWritten: 0, bytesReceived: 0, bytesSent: 0 };
    const memory = { memoryAvailableBytes: 0, diskAvailableBytes: 0 };
    usage.measureGuest({ guestId: 'g', cpuUsage: 50, ...memory, ...disk }, nowMs);
  }
}

const reads = async (fromMs: number, toMs: number, stepMs: number) =>
  (await usage.read('g', { fromMs, toMs, stepMs })).map(({ diskReadBytesPerSecond: rate }) =>
    rate === null ? null : Math.round(rate / 10) * 10,
  );

test('minutes are there at once, and what is not measured is a gap', async () => {
  run(3, 1_000);
  nowMs += 2 * minuteMs;
  run(1, 2_000);
  nowMs += minuteMs;
  const minutes = await reads(startMs, startMs + 7 * minuteMs, minuteMs);
  expect(minutes.slice(0, 3)).toEqual([1_000, 1_000, 1_000]);
  expect(minutes[4]).toBeNull();
  expect(minutes[5]).toBe(2_000);
  const [first] = await usage.read('g', { fromMs: startMs, toMs: startMs + 1, stepMs: minuteMs });
  expect(first).toMatchObject({ atMs: startMs, memoryAvailableBytes: null, diskWriteBytesPerSecond: 0 });
  expect(first?.cpuPercent).toBeCloseTo(50, 1);
});

test('five minutes survive restarts, in the middle of a bucket too', async () => {
  run(12, 1_000);
  await restart();
  run(60, 3_000);
  await restart();
  const buckets = await reads(startMs, startMs + 70 * minuteMs, bucketMs);
  expect(buckets.slice(0, 2)).toEqual([1_000, 1_000]);
  expect(buckets.slice(3, 14)).toEqual(Array(11).fill(3_000));
  expect(await reads(startMs + hourMs / 2, startMs + hourMs, hourMs / 2)).toEqual([3_000]);
});

test('a day is kept, and no more', async () => {
  run(10, 1_000);
  await restart();
  nowMs = startMs + 23 * hourMs;
  run(10, 2_000);
  await restart();
  expect(await reads(startMs, startMs + bucketMs, bucketMs)).toEqual([1_000]);
  nowMs = startMs + 26 * hourMs;
  run(1, 1);
  await restart();
  expect(await reads(startMs, startMs + bucketMs, bucketMs)).toEqual([null]);
  const at = startMs + 23 * hourMs;
  expect(await reads(at, at + bucketMs, bucketMs)).toEqual([2_000]);
});

test('a clock that is set back and forth leaves gaps, and what is measured then is right', async () => {
  run(30, 1_000);
  nowMs -= 20 * minuteMs;
  run(5, 2_000);
  nowMs += 3 * hourMs;
  run(5, 4_000);
  const rates = await reads(startMs, nowMs, bucketMs);
  expect(rates.every((rate) => rate === null || [1_000, 2_000, 4_000].includes(rate) || rate < 4_000)).toBe(
    true,
  );
  expect(rates[0]).toBeNull();
  await restart();
  expect(await reads(nowMs - 2 * minuteMs, nowMs, bucketMs)).toContain(4_000);
});
