/** Keeps last seen states in the database: what changed, in batches, at most once a second. */
import type { Logger } from 'pino';
import type { GuestSeen, LiveView, Store } from '../../use-cases/ports/index.ts';
import { addressOf } from './live-records.ts';

const intervalMs = 1_000;
const batchSize = 2_000;

/** What is kept of a guest that its cell does not have. */
export const absentState = 'absent';

export class SeenSaver implements AsyncDisposable {
  readonly #store: Pick<Store, 'guests'>;
  readonly #view: () => Pick<LiveView, 'guest'>;
  readonly #log: Pick<Logger, 'error'>;
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(store: Pick<Store, 'guests'>, view: () => Pick<LiveView, 'guest'>, log: Pick<Logger, 'error'>) {
    this.#store = store;
    this.#view = view;
    this.#log = log;
  }

  mark(guestId: string): void {
    this.#changed.add(guestId);
    if (this.#disposed) return;
    this.#timer ??= setTimeout(() => {
      this.#saving = this.#save();
    }, intervalMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#timer);
    await this.#saving;
    await this.#save();
  }

  async #save(): Promise<void> {
    const ids = [...this.#changed];
    this.#changed = new Set();
    try {
      while (ids.length > 0) await this.#store.guests.saveSeen(this.#read(ids.splice(0, batchSize)));
    } catch (error) {
      this.#log.error({ err: error }, 'last seen states could not be kept; they stay in memory');
    } finally {
      this.#timer = undefined;
      const [next] = this.#changed;
      if (next !== undefined) this.mark(next);
    }
  }

  #read(ids: readonly string[]): GuestSeen[] {
    return ids.flatMap((guestId) => {
      const guest = this.#view().guest(guestId);
      if (!guest) return [];
      const { seen, seenAtMs } = guest;
      return [{ guestId, seenAtMs, state: seen?.state ?? absentState, address: addressOf(seen) }];
    });
  }
}
