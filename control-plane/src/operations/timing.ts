/** Time as the engine needs it: it never looks at the wall clock, whose jumps must not matter. */
export interface Timing {
  /** Monotonic. */
  nowMs(): number;
  /** Calls back once, unless the returned function is called before. */
  after(delayMs: number, callback: () => void): () => void;
  /** 0 (inclusive) to 1 (exclusive). */
  random(): number;
}

export const systemTiming: Timing = {
  nowMs: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Returns when the time is over or the signal is aborted, whichever is first. */
export function sleep(timing: Timing, delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = timing.after(delayMs, end);
    signal.addEventListener('abort', end);
  });
}

const firstDelayMs = 200;
const longestDelayMs = 5_000;

/** How long to wait after the n-th failure in a row (from 1): doubling, at most 5 s, less a random part up to a half. */
export function backoffMs(timing: Timing, failures: number): number {
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 10));
  return whole * (1 - timing.random() / 2);
}
