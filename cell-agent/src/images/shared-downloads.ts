/** One piece of long work for a key, however many callers wait for it. It is aborted when the last one leaves. */
import type { LongCallOptions } from '../use-cases/ports.ts';

interface Shared<T> {
  readonly promise: Promise<T>;
  readonly abort: AbortController;
  readonly listeners: Set<LongCallOptions['onProgress']>;
}

export class SharedDownloads<T> {
  readonly #running = new Map<string, Shared<T>>();

  has(key: string): boolean {
    return this.#running.has(key);
  }

  /** Starts the work or joins it. A caller whose signal fires leaves with the signal's reason. */
  async join(
    key: string,
    caller: LongCallOptions,
    work: (options: LongCallOptions) => Promise<T>,
  ): Promise<T> {
    const shared = await this.#joinable(key, caller.signal, work);
    const onProgress: LongCallOptions['onProgress'] = (percent, phase) => caller.onProgress(percent, phase);
    shared.listeners.add(onProgress);
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(caller.signal.reason);
    caller.signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([shared.promise, left.promise]);
    } finally {
      caller.signal.removeEventListener('abort', leave);
      shared.listeners.delete(onProgress);
      if (shared.listeners.size === 0) shared.abort.abort(caller.signal.reason);
    }
  }

  async #joinable(
    key: string,
    signal: AbortSignal,
    work: (options: LongCallOptions) => Promise<T>,
  ): Promise<Shared<T>> {
    while (true) {
      signal.throwIfAborted();
      const running = this.#running.get(key);
      if (running === undefined) return this.#start(key, work);
      if (!running.abort.signal.aborted) return running;
      // The part file has one writer: who comes after an abort waits until that one has let go.
      await running.promise.catch(() => undefined);
    }
  }

  #start(key: string, work: (options: LongCallOptions) => Promise<T>): Shared<T> {
    const abort = new AbortController();
    const listeners: Shared<T>['listeners'] = new Set();
    const onProgress: LongCallOptions['onProgress'] = (percent, phase) => {
      for (const listener of listeners) listener(percent, phase);
    };
    const promise = work({ signal: abort.signal, onProgress }).finally(() => this.#running.delete(key));
    promise.catch(() => undefined);
    const shared = { promise, abort, listeners };
    this.#running.set(key, shared);
    return shared;
  }
}
