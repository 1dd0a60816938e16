import { DomainError } from '../../../proto/src/errors.ts';

/** How others reach into one operation of the engine. */
export class RunControl {
  #cancelled = false;
  #givenUp = false;
  #failure: DomainError | null = null;
  #decided = false;
  #interrupt = new AbortController();

  /** Aborted by a cancel, by being given up and by a stop of the engine. */
  get interrupt(): AbortSignal {
    return this.#interrupt.signal;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Its cell is lost for good: what can not be undone there needs no undoing. */
  get givenUp(): boolean {
    return this.#givenUp;
  }

  /** What the operation fails with at the next opportunity; null: it goes on. */
  get failure(): DomainError | null {
    return this.#failure;
  }

  /** False if the operation's outcome is decided already. */
  cancel(): boolean {
    if (this.#decided) return false;
    this.#cancelled = true;
    this.#failure = new DomainError('cancelled', 'the operation was cancelled');
    this.#interrupt.abort();
    return true;
  }

  /** One whose outcome is decided goes on with that. */
  giveUp(error: DomainError): void {
    this.#givenUp = true;
    if (this.#decided) return;
    this.#failure ??= error;
    this.#interrupt.abort();
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
