/**
 * The newest events, in memory. Readers keep nothing but a place in it: one that is too slow finds that its place has been
 * written over, and is told so.
 */
import type { LifeEvent } from '../../domain/life-event.ts';

export interface NumberedEvent {
  /** Grows by one with each event of a run of the control plane. */
  readonly number: number;
  readonly event: LifeEvent;
}

export type Awaited = 'event' | 'time' | 'closed';

export class EventLog {
  /** Of this run: numbers of another one say nothing here. */
  readonly epoch: string;
  readonly #capacity: number;
  readonly #events: LifeEvent[] = [];
  #next = 1;
  #closed = false;
  #waiting = new Set<(why: Awaited) => void>();

  constructor({ epoch, capacity = 10_000 }: { epoch: string; capacity?: number }) {
    this.epoch = epoch;
    this.#capacity = capacity;
  }

  /** The number that the next event will have. */
  get next(): number {
    return this.#next;
  }

  append(event: LifeEvent): void {
    this.#events[this.#next % this.#capacity] = event;
    this.#next += 1;
    this.#wake('event');
  }

  /** Events from this number on, at most `limit`; `missed` says how many before the first were written over. */
  read(from: number, limit: number): { events: NumberedEvent[]; missed: number } {
    const oldest = Math.max(1, this.#next - this.#capacity);
    const first = Math.max(from, oldest);
    const events: NumberedEvent[] = [];
    for (let number = first; number < this.#next && events.length < limit; number += 1) {
      const event = this.#events[number % this.#capacity];
      if (event !== undefined) events.push({ number, event });
    }
    return { events, missed: first - from };
  }

  /** Returns when there is an event with this number or above, after `timeoutMs`, or when it is over. */
  async wait(from: number, timeoutMs: number, signal: AbortSignal): Promise<Awaited> {
    if (this.#closed || signal.aborted) return 'closed';
    if (from < this.#next) return 'event';
    const { promise, resolve } = Promise.withResolvers<Awaited>();
    const timer = setTimeout(() => resolve('time'), timeoutMs);
    const abort = () => resolve('closed');
    signal.addEventListener('abort', abort, { once: true });
    this.#waiting.add(resolve);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      this.#waiting.delete(resolve);
    }
  }

  /** Ends all waiting, now and later. */
  close(): void {
    this.#closed = true;
    this.#wake('closed');
  }

  #wake(why: Awaited): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const resolve of waiting) resolve(why);
  }
}
