/** How others reach into one operation of the engine. */
export class RunControl {
  #cancelled = false;
  #decided = false;
  #interrupt = new AbortController();

  /** Aborted by a cancel, and by a stop of the engine. */
  get interrupt(): AbortSignal {
    return this.#interrupt.signal;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** False if the operation's outcome is decided already. */
  cancel(): boolean {
    if (this.#decided) return false;
    this.#cancelled = true;
    this.#interrupt.abort();
    return true;
  }

  /** From now on the outcome stands, and only a stop interrupts. */
  decide(): void {
    this.#decided = true;
    this.#interrupt = new AbortController();
  }

  stop(): void {
    this.#interrupt.abort();
  }
}
