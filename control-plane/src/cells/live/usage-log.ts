/**
 * The usage of all cells and guests: minutes in memory, five minutes for a day in the database. What is over is kept
 * there every quarter of an hour, each cell and guest in its turn, and when the program ends.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { GuestStatistics, NodeStatistics } from '../../../../proto/src/model.ts';
import {
  averageRows,
  bucketMs,
  bucketsPerHour,
  gap,
  hourMs,
  keptMs,
  minuteMs,
  minutesKept,
  toSample,
  type UsageSample,
  width,
} from '../../domain/usage.ts';
import type { Clock, Store, UsageHour, UsageRange, UsageView } from '../../use-cases/ports/index.ts';
import { UsageRing } from './usage-ring.ts';

const turns = 15;
const batchSize = 200;
const minutesPerBucket = bucketMs / minuteMs;

export interface UsageLogOptions {
  readonly store: Pick<Store, 'usage'>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error'>;
}

export class UsageLog implements UsageView, AsyncDisposable {
  readonly #options: UsageLogOptions;
  readonly #rings = new Map<string, UsageRing>();
  #turn = 0;
  #timer: NodeJS.Timeout | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(options: UsageLogOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#turn += 1;
      this.#keeping = this.#keeping
        .then(() => this.#keep(this.#turn))
        .catch((error: unknown) => this.#failed(error));
    }, minuteMs);
    this.#timer.unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#keeping;
    await this.#keep(null).catch((error: unknown) => this.#failed(error));
  }

  /** @param atMs of a monotonic clock. */
  measureCell(cellId: string, node: NodeStatistics, atMs: number): void {
    const reading = [
      node.cpuUsage,
      node.memoryAvailableBytes,
      node.diskAvailableBytes,
      node.readBytesPerSecond,
      node.writeBytesPerSecond,
      node.receiveBytesPerSecond,
      node.sendBytesPerSecond,
    ];
    this.#ring(cellId).addRates(reading, atMs);
  }

  /** @param atMs of a monotonic clock. */
  measureGuest(sample: GuestStatistics, atMs: number): void {
    const reading = [
      sample.cpuUsage,
      sample.memoryAvailableBytes || null,
      sample.diskAvailableBytes || null,
      sample.bytesRead,
      sample.bytesWritten,
      sample.bytesReceived,
      sample.bytesSent,
    ];
    this.#ring(sample.guestId).addTotals(reading, atMs);
  }

  forget(subjectId: string): void {
    this.#rings.delete(subjectId);
  }

  async read(subjectId: string, range: UsageRange): Promise<UsageSample[]> {
    const { fromMs, toMs, stepMs } = range;
    const row = stepMs < bucketMs ? this.#minutes(subjectId) : await this.#buckets(subjectId, range);
    const samples: UsageSample[] = [];
    for (let atMs = Math.floor(fromMs / stepMs) * stepMs; atMs < toMs; atMs += stepMs)
      samples.push(toSample(atMs, row(atMs)));
    return samples;
  }

  #ring(subjectId: string): UsageRing {
    const known = this.#find(subjectId);
    if (known) return known;
    const ring = new UsageRing(this.#minuteNow());
    this.#rings.set(subjectId, ring);
    return ring;
  }

  #find(subjectId: string): UsageRing | undefined {
    const ring = this.#rings.get(subjectId);
    ring?.turnTo(this.#minuteNow());
    return ring;
  }

  #minuteNow(): number {
    return Math.floor(this.#options.clock.nowMs() / minuteMs);
  }

  #minutes(subjectId: string): (atMs: number) => Uint16Array {
    const ring = this.#find(subjectId);
    return (atMs) => ring?.row(atMs / minuteMs) ?? new Uint16Array(width).fill(gap);
  }

  /** What the database has of a bucket wins: the ring may have begun in its middle. */
  async #buckets(subjectId: string, { fromMs, toMs, stepMs }: UsageRange) {
    const { usage } = this.#options.store;
    const [first, last] = [Math.floor(fromMs / hourMs), Math.floor((toMs - 1) / hourMs)];
    const hours = new Map((await usage.hours(subjectId, first, last)).map((row) => [row.hour, row.codes]));
    const ring = this.#find(subjectId);
    const bucket = (atMs: number): Uint16Array => {
      const at = ((atMs % hourMs) / bucketMs) * width;
      const kept = hours.get(Math.floor(atMs / hourMs))?.subarray(at, at + width);
      return kept?.some((code) => code !== gap) ? kept : bucketOf(ring, atMs / bucketMs);
    };
    return (atMs: number) => {
      if (stepMs === bucketMs) return bucket(atMs);
      const count = stepMs / bucketMs;
      return averageRows(Array.from({ length: count }, (_, n) => bucket(atMs + n * bucketMs)));
    };
  }

  /** @param turn null: of all, what is not over as well. */
  async #keep(turn: number | null): Promise<void> {
    const { clock, store } = this.#options;
    const minute = this.#minuteNow();
    const until = turn === null ? minute + 1 : minute - (minute % minutesPerBucket);
    let due: [string, UsageRing][] = [];
    const save = async () => {
      await store.usage.saveHours(due.flatMap(([subjectId, ring]) => hoursOf(subjectId, ring, until)));
      for (const [, ring] of due) ring.keptMinute = until;
      due = [];
    };
    let n = 0;
    for (const [subjectId, ring] of this.#rings) {
      n += 1;
      if (turn !== null && n % turns !== turn % turns) continue;
      ring.turnTo(turn === null ? minute + 1 : minute);
      due.push([subjectId, ring]);
      if (Math.abs(minute - ring.heardMinute) > minutesKept) this.#rings.delete(subjectId);
      if (due.length < batchSize) continue;
      await save();
      await nextTurn();
    }
    await save();
    await store.usage.removeBefore(Math.floor((clock.nowMs() - keptMs) / hourMs));
  }

  #failed(error: unknown): void {
    this.#options.log.error({ err: error }, 'usage could not be kept; its last two hours stay in memory');
  }
}

/** Mean of the minutes that the ring has of it. */
function bucketOf(ring: UsageRing | undefined, bucket: number): Uint16Array {
  const first = bucket * minutesPerBucket;
  const rows = Array.from({ length: minutesPerBucket }, (_, n) => ring?.row(first + n) ?? []);
  return averageRows(rows.filter((row): row is Uint16Array => row instanceof Uint16Array));
}

/** The buckets of the ring from its kept minute on, by hour. */
function hoursOf(subjectId: string, ring: UsageRing, untilMinute: number): UsageHour[] {
  const hours = new Map<number, Uint16Array>();
  const fromMinute = Math.max(ring.keptMinute, ring.minute - minutesKept);
  for (
    let bucket = Math.floor(fromMinute / minutesPerBucket);
    bucket * minutesPerBucket < untilMinute;
    bucket += 1
  ) {
    const row = bucketOf(ring, bucket);
    if (row.every((code) => code === gap)) continue;
    const hour = Math.floor(bucket / bucketsPerHour);
    const codes = hours.get(hour) ?? new Uint16Array(bucketsPerHour * width).fill(gap);
    codes.set(row, (bucket % bucketsPerHour) * width);
    hours.set(hour, codes);
  }
  return [...hours].map(([hour, codes]) => ({ subjectId, hour, codes }));
}
