import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Timing } from '../../control-plane/src/operations/timing.ts';

/** Time that passes only when the test says so. */
export class VirtualTiming implements Timing {
  #nowMs = 0;
  #timers: { atMs: number; callback: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  random(): number {
    return 0;
  }

  /** Lets the time pass, timer by timer; what each sets going has its turn before the next. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    await nextTurn();
    for (;;) {
      const next = this.#timers.reduce<{ atMs: number; callback: () => void } | undefined>(
        (soonest, timer) => (soonest === undefined || timer.atMs < soonest.atMs ? timer : soonest),
        undefined,
      );
      if (next === undefined || next.atMs > untilMs) break;
      this.#nowMs = next.atMs;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.callback();
      await nextTurn();
    }
    this.#nowMs = untilMs;
  }
}
