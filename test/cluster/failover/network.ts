/** What reaches whom in a simulated cluster. Each direction of each way is cut for itself. */
export class Network {
  readonly #cut = new Set<string>();
  /** Of one message. */
  latencyMs = 0;

  cut(from: string, to: string): void {
    this.#cut.add(`${from}>${to}`);
  }

  heal(from: string, to: string): void {
    this.#cut.delete(`${from}>${to}`);
  }

  reaches(from: string, to: string): boolean {
    return !this.#cut.has(`${from}>${to}`);
  }
}
