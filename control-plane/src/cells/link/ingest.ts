/**
 * One cell's event stream into the live state.
 *
 *   message          known guest                  guest that the database does not have here
 *   inventory        seen                         warning guest_unknown, once; otherwise ignored
 *   … without it     seen: null, guest_missing    –
 *   guest_changed    seen                         warning guest_unknown, once
 *   guest_removed    seen: null, guest_missing    ignored
 *
 * `guest_missing` is raised once, and only for a guest that is `ready`. A guest on its way to another cell is hidden
 * by both for a while: that it is not told of says nothing. Nothing is ever deleted here. A message that was made before
 * a verb began does not undo the verb's noted result.
 */
import type { CellEvent, CellGuest } from '../../../../proto/src/model.ts';
import type { Clock, Store } from '../../use-cases/ports/index.ts';
import type { CellRecord, GuestRecord } from '../live/live-records.ts';
import type { LiveState } from '../live/live-state.ts';
import { SampleClock } from './sample-clock.ts';

export class Ingest {
  readonly #store: Pick<Store, 'guests'>;
  readonly #clock: Clock;
  readonly #live: LiveState;
  readonly #cell: CellRecord;
  readonly #samples = new SampleClock();

  constructor(store: Pick<Store, 'guests'>, clock: Clock, live: LiveState, cell: CellRecord) {
    this.#store = store;
    this.#clock = clock;
    this.#live = live;
    this.#cell = cell;
  }

  /** Call in the stream's order, one after the other. */
  async take(event: CellEvent): Promise<void> {
    this.#cell.seenAtMs = this.#clock.nowMs();
    const sampledAt = this.#samples.sampledAt(event.atMs, performance.now());
    switch (event.type) {
      case 'statistics':
        this.#live.measure(this.#cell, event.node, event.guests, sampledAt);
        this.#live.seeStorages(this.#cell, event.storages);
        return;
      case 'inventory':
        await this.#inventory(event, sampledAt);
        return;
      case 'guest_changed':
        await this.#changed(event.guest, sampledAt);
        return;
      case 'guest_removed':
        await this.#removed(event.guestId, sampledAt);
        return;
      case 'warning':
        this.#warn(event.code, event.guestId, event.message);
        return;
      case 'hypervisor_lost':
        this.#live.cellLost(
          this.#cell,
          `the agent does not reach its hypervisor: ${event.message}`,
          'hypervisor_lost',
        );
    }
  }

  async #inventory(event: Extract<CellEvent, { type: 'inventory' }>, sampledAt: number): Promise<void> {
    const { cellId } = this.#cell;
    const wanted = await this.#store.guests.list({ scope: { all: true }, cellId });
    for (const guest of wanted)
      if (!this.#live.wasForgotten(guest.id)) this.#live.ensureGuest(guest.id, cellId);
    const told = new Set<string>();
    for (const guest of event.guests) {
      told.add(guest.spec.id);
      const record = this.#own(guest.spec.id);
      if (record) this.#see(record, guest, sampledAt);
      else this.#stranger(guest.spec.id);
    }
    for (const id of this.#cell.strangers) if (!told.has(id)) this.#strangerGone(id);
    for (const { id, phase, name } of wanted) {
      const record = this.#own(id);
      if (!record || told.has(id) || record.notedAtMonotonicMs >= sampledAt || phase === 'migrating')
        continue;
      this.#absent(record, phase === 'ready' ? name : null, sampledAt);
    }
    this.#live.cellAlive(this.#cell, event.cell);
  }

  async #changed(guest: CellGuest, sampledAt: number): Promise<void> {
    const { cellId } = this.#cell;
    const { id } = guest.spec;
    const record = this.#own(id);
    if (record) {
      this.#see(record, guest, sampledAt);
      return;
    }
    const row = await this.#store.guests.get(id);
    if (row?.cellId === cellId && !this.#live.wasForgotten(id))
      this.#see(this.#live.ensureGuest(id, cellId), guest, sampledAt);
    else this.#stranger(id);
  }

  async #removed(guestId: string, sampledAt: number): Promise<void> {
    this.#strangerGone(guestId);
    const row = await this.#store.guests.get(guestId);
    const record = this.#own(guestId);
    if (record && row?.phase !== 'migrating')
      this.#absent(record, row?.phase === 'ready' ? row.name : null, sampledAt);
  }

  #own(guestId: string): GuestRecord | undefined {
    const record = this.#live.findGuest(guestId);
    return record?.cellId === this.#cell.cellId ? record : undefined;
  }

  #see(record: GuestRecord, guest: CellGuest, sampledAt: number): void {
    if (sampledAt >= record.trustedFromMonotonicMs) this.#live.see(record, guest);
  }

  /** @param missingName name of a guest that should be there; null: its absence is in order. */
  #absent(record: GuestRecord, missingName: string | null, sampledAt: number): void {
    if (sampledAt < record.trustedFromMonotonicMs) return;
    this.#live.see(record, null);
    if (missingName === null || record.warnedMissing) return;
    record.warnedMissing = true;
    this.#warn('guest_missing', record.guestId, `the cell does not have the guest '${missingName}'`);
  }

  #stranger(guestId: string): void {
    if (this.#live.wasForgotten(guestId) || this.#cell.strangers.has(guestId)) return;
    this.#cell.strangers.add(guestId);
    this.#warn('guest_unknown', guestId, `the cell has a guest ${guestId} that does not belong to it`);
  }

  #strangerGone(guestId: string): void {
    const { cellId, strangers } = this.#cell;
    if (strangers.delete(guestId)) this.#live.changed({ type: 'guest', cellId, guestId });
  }

  #warn(code: string, guestId: string, message: string): void {
    this.#live.warn({ cellId: this.#cell.cellId, guestId, code, message });
  }
}
