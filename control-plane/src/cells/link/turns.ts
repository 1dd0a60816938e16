/** Lets so many go on at once; the others wait in the order in which they came. */
export class Turns {
  readonly #waiting: ((isTurn: boolean) => void)[] = [];
  #free: number;

  constructor(most: number) {
    this.#free = most;
  }

  /** Returns when it is one's turn, or at the abort, without one; the returned function gives it back, once. */
  async take(signal: AbortSignal): Promise<() => void> {
    let held = await this.#begin(signal);
    return () => {
      if (held) this.#next();
      held = false;
    };
  }

  async #begin(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#waiting.push(resolve);
    const leave = () => {
      const at = this.#waiting.indexOf(resolve);
      if (at >= 0) this.#waiting.splice(at, 1);
      resolve(false);
    };
    signal.addEventListener('abort', leave, { once: true });
    const isTurn = await promise;
    signal.removeEventListener('abort', leave);
    return isTurn;
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) next(true);
    else this.#free += 1;
  }
}
