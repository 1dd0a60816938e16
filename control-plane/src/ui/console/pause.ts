/** Waits that somebody in a hurry may cut short. */
export class Pause {
  #cut: () => void = () => undefined;

  wait(timeMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeMs);
      this.#cut = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the wait under way, if any. */
  cut(): void {
    this.#cut();
  }
}
