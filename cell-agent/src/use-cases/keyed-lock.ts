/** Lets one task at a time work on a key; others wait in order of arrival. */
import { DomainError } from '../../../proto/src/errors.ts';

export class KeyedLock {
  readonly #tails = new Map<string, Promise<void>>();

  /** @throws DomainError `cancelled` if the signal fires while the task waits; the task's own error else. */
  async run<T>(key: string, signal: AbortSignal | null, task: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const done = Promise.withResolvers<void>();
    const tail = before.then(() => done.promise);
    this.#tails.set(key, tail);
    try {
      await before;
      if (signal?.aborted) throw new DomainError('cancelled', 'the call was cancelled before its turn came');
      return await task();
    } finally {
      done.resolve();
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}
