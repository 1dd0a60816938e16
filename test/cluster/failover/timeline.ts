/** The time of a simulated cluster. It passes in steps; what each sets going has ended before the next. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Timing } from '../../../control-plane/src/operations/timing.ts';

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

const quietTurns = 2;
const mostTurns = 2_000;

export class Timeline {
  nowMs = 0;
  /** Grows with everything that is done, so that its end can be waited for. */
  #activity = 0;
  #timers: Timer[] = [];

  note(): void {
    this.#activity += 1;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.nowMs + Math.max(0, delayMs), callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve);
    });
  }

  advance(byMs: number): void {
    this.nowMs += byMs;
    const due = this.#timers.filter(({ dueMs }) => dueMs <= this.nowMs);
    this.#timers = this.#timers.filter(({ dueMs }) => dueMs > this.nowMs);
    for (const { callback } of due.sort((one, other) => one.dueMs - other.dueMs)) {
      this.note();
      callback();
    }
  }

  /** Returns when nothing happens any more without time passing. */
  async settle(): Promise<void> {
    let quiet = 0;
    for (let turn = 0; quiet < quietTurns; turn += 1) {
      if (turn > mostTurns) throw new Error('the simulated cluster does not come to rest');
      const before = this.#activity;
      await nextTurn();
      quiet = this.#activity === before ? quiet + 1 : 0;
    }
  }
}

/** A process that can be killed or stopped at any point where it waits for something. */
export class Execution {
  state: 'running' | 'paused' | 'dead' = 'running';
  #continued = Promise.withResolvers<void>();

  pause(): void {
    if (this.state === 'running') this.state = 'paused';
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.state = 'running';
    this.#continued.resolve();
    this.#continued = Promise.withResolvers<void>();
  }

  kill(): void {
    this.state = 'dead';
  }

  /** Goes on when the process does; never once it is dead. */
  async gate(): Promise<void> {
    while (this.state === 'paused') await this.#continued.promise;
    if (this.state === 'dead') await new Promise(() => undefined);
  }

  /** Every method waits for the process before and after its work. */
  guard<T extends object>(target: T, timeline: Timeline): T {
    return new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key);
        if (typeof value !== 'function' || key === 'watch') return value;
        return async (...args: unknown[]) => {
          timeline.note();
          await this.gate();
          try {
            return (await Reflect.apply(value, object, args)) as unknown;
          } finally {
            timeline.note();
            await this.gate();
          }
        };
      },
    });
  }

  /** A clock that runs at another speed than the world's, and timers that fire late while the process is paused. */
  timing(timeline: Timeline, rate: () => number): Timing {
    let localMs = 0;
    let worldMs = timeline.nowMs;
    const nowMs = () => {
      localMs += (timeline.nowMs - worldMs) * rate();
      worldMs = timeline.nowMs;
      return localMs;
    };
    return {
      nowMs,
      after: (delayMs, callback) =>
        Number.isFinite(delayMs)
          ? timeline.after(delayMs / rate(), () => void this.gate().then(callback))
          : () => undefined,
      random: () => 0,
    };
  }
}
