const firstMs = 100;
const longestMs = 5_000;

/** Waiting times between attempts: 0.1 s doubling up to 5 s, each shortened by chance by up to a half. */
export class Backoff {
  #nextMs = firstMs;

  next(): number {
    const delayMs = this.#nextMs * (0.5 + Math.random() / 2);
    this.#nextMs = Math.min(this.#nextMs * 2, longestMs);
    return delayMs;
  }

  reset(): void {
    this.#nextMs = firstMs;
  }
}
