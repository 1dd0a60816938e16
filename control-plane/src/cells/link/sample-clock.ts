/** A lag beyond this is no delay of the network but a clock that was set. */
const longestLagMs = 5_000;

/**
 * Puts the times of a cell's messages on this machine's monotonic clock. The smallest difference seen between
 * arrival and stamp is taken for the clocks' difference, so that a result is never too early, at most late by the
 * shortest way of a message.
 */
export class SampleClock {
  #offsetMs = Number.POSITIVE_INFINITY;

  /** When the message was made, as `performance.now()` was then. */
  sampledAt(atMs: number, arrivedMonotonicMs: number): number {
    const difference = arrivedMonotonicMs - atMs;
    if (difference < this.#offsetMs || difference - this.#offsetMs > longestLagMs)
      this.#offsetMs = difference;
    return atMs + this.#offsetMs;
  }
}
