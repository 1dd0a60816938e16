/**
 * What a subscriber has not been told yet. It is bounded: a guest is named once, however often it changed, and
 * beyond `limit` only the fact stays that everything must be told anew.
 */
import type { CellEvent } from '../../../proto/src/model.ts';
import type { HypervisorEvent } from '../hypervisor/port.ts';

type WarningEvent = Extract<HypervisorEvent, { type: 'warning' }>;

export type NextStep =
  | { readonly type: 'lost'; readonly message: string }
  | { readonly type: 'inventory' }
  | { readonly type: 'guest'; readonly guestId: string }
  | { readonly type: 'warning'; readonly warning: WarningEvent }
  | { readonly type: 'statistics'; readonly statistics: CellEvent };

const limit = 500;

export class PendingChanges {
  readonly #limit: number;
  /** In order of first mention: guest ids to read again, and warnings to pass on. */
  #queue = new Map<string | WarningEvent, NextStep>();
  #isInventoryDue = true;
  #lost: string | null = null;
  #isLost = false;
  #isFailureTold = false;
  #statistics: CellEvent | null = null;

  constructor(queueLimit = limit) {
    this.#limit = queueLimit;
  }

  /** True from `disconnected` to `connected`: nothing can be read. */
  get isLost(): boolean {
    return this.#isLost;
  }

  add(event: HypervisorEvent): void {
    switch (event.type) {
      case 'disconnected':
        if (!this.#isLost) this.#lost = event.message;
        this.#isLost = true;
        this.#queue.clear();
        this.#statistics = null;
        return;
      case 'connected':
        this.#isLost = false;
        this.#isInventoryDue = true;
        return;
      case 'warning':
        this.#enqueue(event, { type: 'warning', warning: event });
        return;
      default:
        this.#enqueue(event.guestId, { type: 'guest', guestId: event.guestId });
    }
  }

  /** The cell's own description, a part of the inventory, has changed. */
  describeAnew(): void {
    this.#isInventoryDue = true;
  }

  /** Replaces statistics that are not sent yet. */
  setStatistics(statistics: CellEvent): void {
    if (!this.#isLost) this.#statistics = statistics;
  }

  /** A read failed though no `disconnected` came: that is told once, and all is told anew when it works again. True if it is to be told now. */
  readFailed(message: string): boolean {
    this.#isInventoryDue = true;
    if (this.#isLost || this.#isFailureTold) return false;
    this.#lost = message;
    this.#isFailureTold = true;
    return true;
  }

  readWorked(): void {
    this.#isFailureTold = false;
  }

  /** Takes out what to tell next. Changes from now on are told later, also of what is being told. */
  take(): NextStep | null {
    if (this.#lost !== null) {
      const message = this.#lost;
      this.#lost = null;
      return { type: 'lost', message };
    }
    if (this.#isLost) return null;
    if (this.#isInventoryDue) {
      this.#isInventoryDue = false;
      for (const [key, step] of this.#queue) if (step.type === 'guest') this.#queue.delete(key);
      return { type: 'inventory' };
    }
    const first = this.#queue.entries().next();
    if (!first.done) {
      const [key, step] = first.value;
      this.#queue.delete(key);
      return step;
    }
    const statistics = this.#statistics;
    this.#statistics = null;
    return statistics && { type: 'statistics', statistics };
  }

  #enqueue(key: string | WarningEvent, step: NextStep): void {
    if (this.#isLost) return;
    if (this.#queue.size >= this.#limit && !this.#queue.has(key)) {
      this.#queue.clear();
      this.#isInventoryDue = true;
      return;
    }
    this.#queue.set(key, step);
  }
}
