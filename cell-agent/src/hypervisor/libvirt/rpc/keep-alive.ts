/** How often to ask a silent peer for a sign of life, and after how many unanswered questions it counts as dead. */
export type KeepAliveOptions = { intervalMs: number; count: number };

export const defaultKeepAlive: KeepAliveOptions = { intervalMs: 5_000, count: 6 };

/** Sends PINGs into silence and reports a peer that has answered before and does so no longer. */
export class KeepAlive {
  readonly #options: KeepAliveOptions;
  readonly #silenceExpected: () => boolean;
  readonly #ping: () => void;
  readonly #dead: () => void;
  readonly #timer: NodeJS.Timeout;
  #answered = false;
  #silentTicks = 0;

  constructor(
    options: KeepAliveOptions,
    parts: { silenceExpected: () => boolean; ping: () => void; dead: () => void },
  ) {
    this.#options = options;
    this.#silenceExpected = parts.silenceExpected;
    this.#ping = parts.ping;
    this.#dead = parts.dead;
    this.#timer = setInterval(() => this.#tick(), options.intervalMs);
    this.#timer.unref();
  }

  /** Bytes came: the peer lives. */
  heard(): void {
    this.#silentTicks = 0;
  }

  /** A PONG came: this peer answers PINGs, so from now on silence counts. */
  pong(): void {
    this.#answered = true;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    if (this.#silenceExpected()) {
      this.#silentTicks = 0;
      return;
    }
    if (this.#answered && this.#silentTicks > this.#options.count) {
      this.#dead();
      return;
    }
    this.#silentTicks += 1;
    this.#ping();
  }
}
