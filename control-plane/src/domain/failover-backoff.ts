/** How long to wait after the n-th failure in a row (from 1) to give a guest back its run: doubling, 2 s to 5 min. */
export function failoverBackoffMs(failures: number): number {
  return Math.min(300_000, 1_000 * 2 ** Math.min(failures, 10));
}
