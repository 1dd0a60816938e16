/**
 * Remembers which operations pressed a guest's buttons last: a reset leaves nothing behind from which a repeated
 * call could be told. Forgotten with the process; then a repeat may press again, which does no lasting harm.
 */
const limit = 1_000;

export class RecentOperations {
  readonly #ids = new Set<string>();

  has(operationId: string): boolean {
    return operationId !== '' && this.#ids.has(operationId);
  }

  add(operationId: string): void {
    this.#ids.add(operationId);
    const oldest = this.#ids.values().next();
    if (this.#ids.size > limit && !oldest.done) this.#ids.delete(oldest.value);
  }
}
