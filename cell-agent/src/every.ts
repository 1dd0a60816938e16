import type { Logger } from './observe/logger.ts';

/** Does the work now and then, never twice at once, until it is disposed of, which waits for its end. Failures are logged. */
export function every(
  intervalMs: number,
  work: (signal: AbortSignal) => Promise<void>,
  log: Pick<Logger, 'warn'>,
): AsyncDisposable {
  const stop = new AbortController();
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work(stop.signal)
      .catch((error: unknown) => log.warn({ err: error }, 'a periodic task failed'))
      .finally(() => {
        running = null;
      });
  }, intervalMs);
  timer.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      stop.abort();
      await running;
    },
  };
}
