import type { Timing } from './timing.ts';

/** Writes at most this often. */
const intervalMs = 250;

/** The progress of one operation: the weighted sum of its steps, which never falls. */
export class Progress {
  readonly #timing: Timing;
  readonly #write: (percent: number) => void;
  readonly #weights: readonly number[];
  readonly #total: number;
  #newest = 0;
  #written = 0;
  #writtenAtMs: number;
  #cancelTimer: (() => void) | undefined;
  #closed = false;

  constructor(timing: Timing, weights: readonly number[], from: number, write: (percent: number) => void) {
    this.#timing = timing;
    this.#weights = weights;
    this.#total = weights.reduce((sum, weight) => sum + weight, 0);
    this.#newest = from;
    this.#written = from;
    this.#writtenAtMs = timing.nowMs();
    this.#write = write;
  }

  /** Step number `index` has come to `percent` of itself; values out of range are cut. */
  report(index: number, percent: number): void {
    const weight = this.#weights[index] ?? 0;
    if (this.#closed || this.#total <= 0 || !Number.isFinite(percent)) return;
    const before = this.#weights.slice(0, index).reduce((sum, part) => sum + part, 0);
    const share = (Math.min(100, Math.max(0, percent)) / 100) * weight;
    // 100 is said by the end of the operation alone.
    const whole = Math.min(99, Math.floor(((before + share) / this.#total) * 100));
    if (whole <= this.#newest) return;
    this.#newest = whole;
    this.#writeSoon();
  }

  /** Writes nothing any more. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
  }

  #writeSoon(): void {
    if (this.#cancelTimer !== undefined) return;
    const waitMs = this.#writtenAtMs + intervalMs - this.#timing.nowMs();
    if (waitMs <= 0) {
      this.#writeNow();
      return;
    }
    this.#cancelTimer = this.#timing.after(waitMs, () => {
      this.#cancelTimer = undefined;
      this.#writeNow();
    });
  }

  #writeNow(): void {
    if (this.#newest <= this.#written) return;
    this.#written = this.#newest;
    this.#writtenAtMs = this.#timing.nowMs();
    this.#write(this.#newest);
  }
}
