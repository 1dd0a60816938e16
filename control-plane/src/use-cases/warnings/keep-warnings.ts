/**
 * Keeps what cells warn of, and what is seen of cells and guests that administrators should know. Warnings are told
 * and found in the state, so that one that was not told is found all the same; those whose cause is gone are cleared.
 */
import type { Logger } from 'pino';
import type { HostWarning } from '../../../../proto/src/model.ts';
import { isOver, isOwn, troubleOf, troublesOfStorages, type WarningKey } from '../../domain/warning.ts';
import type { LiveChange, Ports, Store } from '../ports/index.ts';

const keepClearedMs = 30 * 86_400_000;

type KeeperPorts = Pick<Ports, 'store' | 'live' | 'clock' | 'ids'>;
/** Called once a warning is kept anew, or cleared; one that is told again makes no news. */
type WarningListener = (action: 'raised' | 'cleared', key: WarningKey, message: string | null) => void;
export type KeptWarning = WarningKey & { readonly id: string; readonly message: string };

/** What hangs on warnings. */
export interface WarningHooks {
  readonly onChanged?: WarningListener;
  /** Inside the transaction that keeps one anew. */
  readonly onKept?: (tx: Store, warning: KeptWarning, nowMs: number) => Promise<void>;
  /** What is wrong with the control plane itself. */
  readonly ownTroubles?: () => Promise<readonly HostWarning[]>;
}

type Raised = WarningKey & { readonly message: string; readonly count: number };

export interface WarningKeeper extends AsyncDisposable {
  /** Looks at everything again; call now and then. */
  review(): Promise<void>;
}

/** Returns when it knows what was warned of before. */
export async function keepWarnings(
  ports: KeeperPorts,
  log: Pick<Logger, 'error'>,
  hooks: WarningHooks = {},
): Promise<WarningKeeper> {
  const open = new Map((await ports.store.warnings.open()).map((key) => [nameOf(key), key]));
  return new Keeper(ports, log, hooks, open);
}

class Keeper implements WarningKeeper {
  readonly #ports: KeeperPorts;
  readonly #log: Pick<Logger, 'error'>;
  readonly #hooks: WarningHooks;
  /** By name, as the store has them. */
  readonly #open: Map<string, WarningKey>;
  readonly #unwatch: () => void;
  /** Guests that any of them is of. */
  readonly #warned: Set<string>;
  #told = new Map<string, Raised>();
  #cells = new Set<string>();
  #guests = new Set<string>();
  /** What is wrong with the control plane itself; null: nobody has looked again. */
  #own: readonly Raised[] | null = null;
  #work: Promise<void> | null = null;

  constructor(
    ports: KeeperPorts,
    log: Pick<Logger, 'error'>,
    hooks: WarningHooks,
    open: Map<string, WarningKey>,
  ) {
    this.#ports = ports;
    this.#log = log;
    this.#hooks = hooks;
    this.#open = open;
    this.#warned = new Set([...open.values()].map(({ guestId }) => guestId));
    this.#unwatch = ports.live.watch((change) => this.#take(change));
  }

  async review(): Promise<void> {
    const own = await this.#hooks.ownTroubles?.();
    if (own !== undefined)
      this.#own = byCode(own).map((one) => ({ ...one, cellId: '', guestId: '', count: 1 }));
    for (const { cellId, guestId } of this.#open.values()) this.#mark(cellId, guestId);
    this.#wake();
    await this.#work;
    await this.#ports.store.warnings.removeCleared(this.#ports.clock.nowMs() - keepClearedMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unwatch();
    await this.#work;
  }

  #take(change: LiveChange): void {
    if (change.type === 'warning') {
      const { cellId, guestId, code, message } = change;
      const name = nameOf(change);
      const count = (this.#told.get(name)?.count ?? 0) + 1;
      this.#told.set(name, { cellId, guestId, code, message, count });
      this.#warned.add(guestId);
    } else if (change.type === 'cell') {
      this.#cells.add(change.cellId);
    } else if (!this.#concerns(change.guestId)) {
      return;
    } else {
      this.#guests.add(change.guestId);
    }
    this.#wake();
  }

  /** Most changes of guests do not. */
  #concerns(guestId: string): boolean {
    if (troubleOf(this.#ports.live.guest(guestId)) !== null) return true;
    return this.#warned.has(guestId);
  }

  #mark(cellId: string, guestId: string): void {
    if (guestId === '') this.#cells.add(cellId);
    else this.#guests.add(guestId);
  }

  #wake(): void {
    this.#work ??= this.#keepUp().finally(() => {
      this.#work = null;
    });
  }

  async #keepUp(): Promise<void> {
    // What comes together is kept together.
    await Promise.resolve();
    while (this.#told.size + this.#cells.size + this.#guests.size > 0 || this.#own !== null) {
      const [told, cells, guests, own] = [this.#told, this.#cells, this.#guests, this.#own];
      this.#told = new Map();
      this.#cells = new Set();
      this.#guests = new Set();
      this.#own = null;
      try {
        await this.#keep([...told.values()], cells, guests, own);
      } catch (error) {
        this.#log.error({ err: error }, 'warnings could not be kept');
      }
    }
  }

  async #keep(
    told: readonly Raised[],
    cells: ReadonlySet<string>,
    guests: ReadonlySet<string>,
    own: readonly Raised[] | null,
  ): Promise<void> {
    const { store, live, clock, ids } = this.#ports;
    const nowMs = clock.nowMs();
    const found = [
      ...[...cells].flatMap((cellId) => this.#ofCell(cellId)),
      ...(await this.#ofGuests(guests)),
      ...(own ?? []),
    ];
    const toldNames = new Set(told.map(nameOf));
    const news = found.filter((key) => !this.#open.has(nameOf(key)) && !toldNames.has(nameOf(key)));
    const raised = new Map([...told, ...news].map((one) => [nameOf(one), one]));
    const isLookedAt = ({ cellId, guestId }: WarningKey) => cells.has(cellId) || guests.has(guestId);
    // What is told now may be ahead of the state that it is about.
    const over = [...this.#open].filter(([name, key]) => {
      if (isOwn(key)) return own !== null && !own.some((one) => nameOf(one) === name);
      return (
        isLookedAt(key) && !raised.has(name) && isOver(key, live.cell(key.cellId), live.guest(key.guestId))
      );
    });
    if (raised.size + over.length === 0) return;
    await store.transaction(async (tx: Store) => {
      for (const [name, one] of raised) {
        const id = await tx.warnings.raise({ ...one, id: ids.uuid() }, nowMs);
        if (!this.#open.has(name)) await this.#hooks.onKept?.(tx, { ...one, id }, nowMs);
      }
      for (const [, key] of over) await tx.warnings.clear(key, nowMs);
    });
    for (const [name, { code, cellId, guestId, message }] of raised) {
      if (!this.#open.has(name)) this.#hooks.onChanged?.('raised', { code, cellId, guestId }, message);
      this.#open.set(name, { code, cellId, guestId });
      this.#warned.add(guestId);
    }
    for (const [name, key] of over) {
      this.#open.delete(name);
      this.#hooks.onChanged?.('cleared', key, null);
    }
    if (over.length > 0) this.#forgetUnwarned();
  }

  #forgetUnwarned(): void {
    this.#warned.clear();
    for (const { guestId } of this.#open.values()) this.#warned.add(guestId);
    for (const { guestId } of this.#told.values()) this.#warned.add(guestId);
  }

  #ofCell(cellId: string): Raised[] {
    const cell = this.#ports.live.cell(cellId);
    const key = { cellId, guestId: '', count: 1 };
    if (cell?.lostCode) return [{ ...key, code: cell.lostCode, message: cell.lostReason ?? '' }];
    if (!cell?.alive) return [];
    const told: readonly HostWarning[] = [...(cell.description?.warnings ?? []), ...troublesOfStorages(cell)];
    return byCode(told).map((one) => ({ ...key, ...one }));
  }

  async #ofGuests(guestIds: ReadonlySet<string>): Promise<Raised[]> {
    const raised: Raised[] = [];
    for (const guestId of guestIds) {
      const guest = this.#ports.live.guest(guestId);
      const code = troubleOf(guest);
      if (!guest || code === null) continue;
      const name = (await this.#ports.store.guests.get(guestId))?.name ?? guestId;
      const message =
        code === 'disk_full'
          ? `The storage of the cell is full: the guest ${name} waits for room.`
          : `A disk of the guest ${name} failed: the guest is paused.`;
      raised.push({ code, cellId: guest.cellId, guestId, message, count: 1 });
    }
    return raised;
  }
}

/** Those of one code are one, whose message has all of theirs. */
function byCode(told: readonly HostWarning[]): HostWarning[] {
  return [...Map.groupBy(told, ({ code }) => code)].map(([code, all]) => {
    return { code, message: [...new Set(all.map(({ message }) => message))].join(' ') };
  });
}

function nameOf({ code, cellId, guestId }: WarningKey): string {
  return JSON.stringify([code, cellId, guestId]);
}
