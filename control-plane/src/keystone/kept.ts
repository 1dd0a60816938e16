/** Answers kept for a while, counted by the monotonic clock: a clock that is set back keeps nothing for longer. */
export class Kept<T> {
  readonly #entries = new Map<string, { readonly value: Promise<T>; untilMs: number }>();
  readonly #capacity: number;
  readonly #nowMs: () => number;

  constructor(capacity: number, nowMs: () => number = () => performance.now()) {
    this.#capacity = capacity;
    this.#nowMs = nowMs;
  }

  /**
   * The kept value, or what `ask` answers; those who ask at once share one answer.
   * @param lifeMs how long an answer is kept; 0: not at all. A failure is not kept.
   */
  get(key: string, ask: () => Promise<T>, lifeMs: (value: T) => number): Promise<T> {
    const known = this.#entries.get(key);
    if (known !== undefined && known.untilMs > this.#nowMs()) return known.value;
    const entry = { value: ask(), untilMs: Number.POSITIVE_INFINITY };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#capacity) this.#entries.delete(this.#entries.keys().next().value ?? '');
    entry.value.then(
      (value) => {
        entry.untilMs = this.#nowMs() + lifeMs(value);
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry.value;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }
}
