/** Those who wait for the next value, each with a deadline and a signal of its own. */
export class Waiters<T> {
  readonly #waiting = new Set<PromiseWithResolvers<T>>();

  /** Rejects with `failure(true)` when the signal aborts and with `failure(false)` when the time is up. */
  async wait(
    options: { timeoutMs?: number; signal?: AbortSignal },
    failure: (signalled: boolean) => Error,
  ): Promise<T> {
    const waiter = Promise.withResolvers<T>();
    const onAbort = () => waiter.reject(failure(true));
    const timer = setTimeout(() => waiter.reject(failure(false)), options.timeoutMs);
    options.signal?.addEventListener('abort', onAbort);
    if (options.signal?.aborted) onAbort();
    this.#waiting.add(waiter);
    try {
      return await waiter.promise;
    } finally {
      this.#waiting.delete(waiter);
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
    }
  }

  resolveAll(value: T): void {
    for (const waiter of this.#waiting) waiter.resolve(value);
  }

  rejectAll(error: Error): void {
    for (const waiter of this.#waiting) waiter.reject(error);
  }
}
