import type { Batch, BatchItem } from '../../domain/batch.ts';
import type { MigrationPlan } from '../../use-cases/migrations/migration-plan.ts';
import type { Store } from '../../use-cases/ports/index.ts';
import { Slots } from '../slots.ts';

/** Guests that leave one cell at once, and that come to one. */
const movesOfOneCell = 2;

/** How many guests are on their way from a cell, and to one that was asked for by name. */
export class CellSlots {
  readonly #store: Pick<Store, 'guests'>;
  readonly #slots = new Map<string, Slots>();
  #closed = false;

  constructor(store: Pick<Store, 'guests'>) {
    this.#store = store;
  }

  /** Waits for room; returns how to give it back, at once for what is no migration. Null: closed. */
  async enter(batch: Batch, item: BatchItem): Promise<(() => void) | null> {
    if (batch.kind !== 'migrate-guest') return () => {};
    const guest = await this.#store.guests.get(item.guestId ?? '');
    const { targetCellId } = batch.input as MigrationPlan;
    const entered: Slots[] = [];
    const leave = () => {
      for (const slots of entered) slots.leave();
    };
    // Always the source first, so that no two wait for each other.
    for (const key of [guest && `from ${guest.cellId}`, targetCellId && `to ${targetCellId}`]) {
      if (!key) continue;
      const slots = this.#of(key);
      if (!(await slots.enter())) {
        leave();
        return null;
      }
      entered.push(slots);
    }
    return leave;
  }

  close(): void {
    this.#closed = true;
    for (const slots of this.#slots.values()) slots.close();
  }

  #of(key: string): Slots {
    const known = this.#slots.get(key);
    if (known) return known;
    const slots = new Slots(movesOfOneCell);
    if (this.#closed) slots.close();
    this.#slots.set(key, slots);
    return slots;
  }
}
