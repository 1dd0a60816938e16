/** The usage of one cell or guest minute by minute, two hours back, in typed arrays of fixed size. */
import { encodeUsage, gap, minutesKept, width } from '../../domain/usage.ts';

/** Two samples further apart than this have a gap between them. */
const longestStepMs = 30_000;
const counters = 4;
const firstRate = width - counters;
const [sums, covered, totals, sampledAt, size] = [0, width, 2 * width, 2 * width + counters, 2 * width + 5];

/** In the order of `usageMetrics`; null: unknown. Of a guest the last four are totals since it started. */
export type Reading = readonly (number | null)[];

export class UsageRing {
  /** Number of the minute now, since 1970. */
  minute: number;
  /** Of the last sample. */
  heardMinute: number;
  /** Minutes below this number are kept elsewhere. */
  keptMinute: number;
  readonly #codes = new Uint16Array(minutesKept * width).fill(gap);
  /** Sums over the time covered, that time, the counters' last totals, and when they were sampled. */
  readonly #now = new Float64Array(size);

  constructor(minute: number) {
    this.minute = minute;
    this.heardMinute = minute;
    this.keptMinute = minute;
    this.#now[sampledAt] = Number.NaN;
  }

  /** @param atMs of a monotonic clock. The last four values are rates already. */
  addRates(reading: Reading, atMs: number): void {
    const stepMs = this.#step(atMs);
    if (stepMs === 0) return;
    for (let metric = 0; metric < width; metric += 1)
      this.#add(metric, reading[metric] ?? null, stepMs, stepMs);
  }

  /** A counter that fell has begun anew: what it counted in between is not known. */
  addTotals(reading: Reading, atMs: number): void {
    const stepMs = this.#step(atMs);
    const now = this.#now;
    for (let metric = 0; metric < width && stepMs > 0; metric += 1) {
      const value = reading[metric] ?? null;
      if (metric < firstRate) this.#add(metric, value, stepMs, stepMs);
      else {
        const grown = (value ?? Number.NaN) - (now[totals + metric - firstRate] ?? Number.NaN);
        if (grown >= 0) this.#add(metric, grown * 1_000, 1, stepMs);
      }
    }
    for (let at = 0; at < counters; at += 1) now[totals + at] = reading[firstRate + at] ?? Number.NaN;
  }

  /** Goes to another minute, forward or back as the clock is set; what lies between is a gap. */
  turnTo(minute: number): void {
    if (minute === this.minute) return;
    this.#close();
    const ahead = minute - this.minute;
    const skipped = Math.min(minutesKept, ahead > 0 ? ahead - 1 : 1 - ahead);
    const first = Math.min(minute, this.minute + 1);
    for (let n = 0; n < skipped; n += 1) this.#row(first + n).fill(gap);
    if (ahead < 0) this.keptMinute = Math.min(this.keptMinute, minute);
    this.minute = minute;
  }

  /** The codes of a minute, of the one now so far. Undefined: too long ago, or to come. */
  row(minute: number): Uint16Array | undefined {
    if (minute === this.minute) return this.#rowSoFar();
    return minute < this.minute && minute >= this.minute - minutesKept ? this.#row(minute) : undefined;
  }

  #rowSoFar(): Uint16Array {
    const row = new Uint16Array(width).fill(gap);
    for (let metric = 0; metric < width; metric += 1) {
      const time = this.#now[covered + metric] ?? 0;
      if (time > 0) row[metric] = encodeUsage((this.#now[sums + metric] ?? 0) / time);
    }
    return row;
  }

  #close(): void {
    this.#row(this.minute).set(this.#rowSoFar());
    this.#now.fill(0, sums, covered + width);
  }

  #row(minute: number): Uint16Array {
    const at = (((minute % minutesKept) + minutesKept) % minutesKept) * width;
    return this.#codes.subarray(at, at + width);
  }

  #add(metric: number, value: number | null, weight: number, stepMs: number): void {
    if (value === null) return;
    this.#now[sums + metric] = (this.#now[sums + metric] ?? 0) + value * weight;
    this.#now[covered + metric] = (this.#now[covered + metric] ?? 0) + stepMs;
  }

  /** Time since the last sample; 0 after a gap. */
  #step(atMs: number): number {
    const stepMs = atMs - (this.#now[sampledAt] ?? Number.NaN);
    this.#now[sampledAt] = atMs;
    this.heardMinute = this.minute;
    return stepMs > 0 && stepMs <= longestStepMs ? stepMs : 0;
  }
}
