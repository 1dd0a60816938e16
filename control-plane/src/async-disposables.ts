/** What was started, ended in the opposite order. `AsyncDisposableStack` is missing on Node 22. */
export class AsyncDisposables implements AsyncDisposable {
  readonly #ends: (() => Promise<unknown>)[] = [];

  use<T extends AsyncDisposable>(part: T): T {
    this.#ends.push(async () => part[Symbol.asyncDispose]());
    return part;
  }

  add(end: () => Promise<unknown>): void {
    this.#ends.push(end);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}
