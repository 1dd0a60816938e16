import type { Logger } from '../observe/logger.ts';

/** Work that runs when it is woken, once more if that happens meanwhile, never twice at once. Failures are logged. */
export class WokenWork implements AsyncDisposable {
  readonly #work: () => Promise<void>;
  readonly #log: Logger;
  #running: Promise<void> | null = null;
  #again = false;
  #ended = false;

  constructor(work: () => Promise<void>, log: Logger) {
    this.#work = work;
    this.#log = log;
  }

  /** Returns when nothing is left to be done. */
  async wake(): Promise<void> {
    this.#again = true;
    if (this.#ended) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#ended) {
      this.#again = false;
      try {
        await this.#work();
      } catch (error) {
        this.#log.error({ err: error }, 'work that was woken failed');
      }
    }
  }
}
