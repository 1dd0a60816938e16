import type { Logger } from '../observe/logger.ts';

/** Runs the work now and then, never twice at once, until the returned function has been awaited. Failures are logged. */
export function every(intervalMs: number, work: () => Promise<void>, log: Logger): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work()
      .catch((error: unknown) => log.error({ err: error }, 'a periodic task failed'))
      .finally(() => {
        running = null;
      });
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
