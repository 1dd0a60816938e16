/**
 * Fills the event log: with each row of the audit once it is committed, and with what is seen of guests and cells. All in one
 * line, so that the order is that in which things became known.
 */
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { eventTypeOf, type LifeEvent } from '../../domain/life-event.ts';
import type { Operation } from '../../domain/operation.ts';
import type { WarningKey } from '../../domain/warning.ts';
import type { AuditRow, LiveChange, Ports } from '../ports/index.ts';
import { Audiences, nobodyElse } from './find-audience.ts';

type KeeperPorts = Pick<Ports, 'store' | 'live' | 'clock' | 'events'>;
type Seen = Pick<LifeEvent, 'type' | 'action' | 'details' | 'atMs'> & {
  readonly subject: { readonly kind: string; readonly id: string };
};

const page = 200;
/** Other work has its turn after so many. */
const atOnce = 100;

export class EventKeeper implements AsyncDisposable {
  readonly #ports: KeeperPorts;
  readonly #log: Pick<Logger, 'error'>;
  readonly #audiences: Audiences;
  readonly #unwatch: () => void;
  readonly #alive = new Map<string, boolean>();
  /** What is to be told, in order: things seen, and how many rows of the audit come between them. */
  readonly #line: (Seen | { readonly rows: number })[] = [];
  #lastRow: number;
  #work: Promise<void> | null = null;

  /** Begins behind the newest row of the audit. */
  static async open(ports: KeeperPorts, log: Pick<Logger, 'error'>): Promise<EventKeeper> {
    const [newest] = await ports.store.audit.list({ limit: 1, offset: 0 });
    return new EventKeeper(ports, log, newest?.id ?? 0);
  }

  private constructor(ports: KeeperPorts, log: Pick<Logger, 'error'>, lastRow: number) {
    this.#ports = ports;
    this.#log = log;
    this.#audiences = new Audiences(ports.store);
    this.#lastRow = lastRow;
    this.#unwatch = ports.live.watch((change) => this.#takeLive(change));
  }

  /** So many rows of the audit are committed. */
  audited(rows: number): void {
    this.#line.push({ rows });
    this.#wake();
  }

  /** An operation has another state. */
  operationIs(operation: Operation, state: Operation['state']): void {
    const { id, kind, subject, requestId, actorId, actorName, via } = operation;
    this.#ports.events.append({
      type: 'operation',
      action: 'state',
      outcome: null,
      subject: { kind: 'operation', id, name: kind },
      actor: { name: actorName, via },
      requestId,
      atMs: this.#ports.clock.nowMs(),
      details: { state, subject },
      audience: { ...nobodyElse, userIds: [actorId] },
    });
  }

  warned(action: 'raised' | 'cleared', key: WarningKey, message: string | null): void {
    const { code, cellId, guestId } = key;
    this.#see({
      type: 'warning',
      action,
      subject: guestId === '' ? { kind: 'cell', id: cellId } : { kind: 'guest', id: guestId },
      details: { code, cell: cellId, guest: guestId === '' ? null : guestId, ...(message && { message }) },
      atMs: this.#ports.clock.nowMs(),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unwatch();
    this.#ports.events.close();
    await this.#work;
  }

  #takeLive(change: LiveChange): void {
    const atMs = this.#ports.clock.nowMs();
    if (change.type === 'cell') {
      const { cellId, alive } = change;
      if (this.#alive.get(cellId) === alive) return;
      this.#alive.set(cellId, alive);
      const action = alive ? 'alive' : 'lost';
      this.#see({ type: 'cell', action, subject: { kind: 'cell', id: cellId }, details: {}, atMs });
    } else if (change.type === 'guest' && change.stateBefore !== undefined) {
      const { guestId, stateBefore: before } = change;
      const state = this.#ports.live.guest(guestId)?.seen?.state ?? null;
      if (state === before || state === null) return;
      const subject = { kind: 'guest', id: guestId };
      this.#see({ type: 'guest', action: 'state', subject, details: { state, before }, atMs });
    }
  }

  #see(seen: Seen): void {
    this.#line.push(seen);
    this.#wake();
  }

  #wake(): void {
    this.#work ??= this.#keepUp();
  }

  async #keepUp(): Promise<void> {
    // Outside of the transaction that woke it.
    await setImmediate();
    try {
      for (let done = 0; ; done += 1) {
        const [next] = this.#line;
        if (next === undefined) return;
        if ('rows' in next) await this.#keepRows(next.rows);
        else await this.#keepSeen(next);
        this.#line.shift();
        if (done % atOnce === 0) await setImmediate();
      }
    } catch (error) {
      this.#log.error({ err: error }, 'events could not be told; they are with the next one');
    } finally {
      this.#work = null;
    }
  }

  /** With nothing behind them in line, all that are there: none is ever left behind. */
  async #keepRows(due: number): Promise<void> {
    const count = this.#line.length === 1 ? Number.POSITIVE_INFINITY : due;
    for (let left = count; left > 0; ) {
      const rows = await this.#ports.store.audit.since(this.#lastRow, Math.min(left, page));
      if (rows.length === 0) return;
      for (const row of rows) {
        await this.#keepRow(row);
        this.#lastRow = row.id;
      }
      left -= rows.length;
    }
  }

  async #keepRow(row: AuditRow): Promise<void> {
    const type = eventTypeOf(row);
    if (type === null) return;
    const { name, audience } = await this.#audiences.find(row.subject);
    const { operation, error } = row.details ?? {};
    this.#ports.events.append({
      type,
      action: row.action,
      outcome: row.outcome,
      subject: { ...row.subject, name },
      actor: { name: row.actorName, via: row.via },
      requestId: row.requestId,
      atMs: row.atMs,
      details: { ...(operation !== undefined && { operation }), ...(error !== undefined && { error }) },
      audience: { ...audience, userIds: [...audience.userIds, row.actorId] },
    });
  }

  async #keepSeen({ subject, ...rest }: Seen): Promise<void> {
    const { name, audience } = await this.#audiences.find(subject);
    const about = { subject: { ...subject, name }, outcome: null, actor: null, requestId: null };
    const heardBy = rest.type === 'guest' ? audience : nobodyElse;
    this.#ports.events.append({ ...rest, ...about, audience: heardBy });
  }
}
