/** Bounds how many operations work at once; whoever waits is let in in the order of asking. */
export class Slots {
  #free: number;
  #closed = false;
  readonly #waiting: ((entered: boolean) => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** True once there is room; false when closed. Who got true must call `leave`. */
  async enter(): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next(true);
  }

  /** Sends away those who wait and lets nobody in any more. */
  close(): void {
    this.#closed = true;
    for (const waiting of this.#waiting.splice(0)) waiting(false);
  }
}
