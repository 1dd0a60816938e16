/** The links to all cells: their verbs (`CellGateway`), what was last seen (`LiveView`), and that they follow the database. */
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { DomainError } from '../../../proto/src/errors.ts';
import { hostOf } from '../domain/cell.ts';
import type { CellGateway, CellLinks, Clock, LiveView, Store, UsageView } from '../use-cases/ports/index.ts';
import type { Authority } from './authority.ts';
import { type CallTarget, unreachable } from './link/call.ts';
import { CellLink } from './link/cell-link.ts';
import { openTunnel } from './link/console-tunnel.ts';
import { Turns } from './link/turns.ts';
import { LiveState } from './live/live-state.ts';
import { restoreSeen } from './live/restore-seen.ts';
import { SeenSaver } from './live/seen-saver.ts';
import { UsageLog } from './live/usage-log.ts';
import { changeVerbs } from './verbs/change-verbs.ts';
import { guestVerbs } from './verbs/guest-verbs.ts';
import { imageVerbs } from './verbs/image-verbs.ts';
import { leaseVerbs } from './verbs/lease-verbs.ts';
import { mediaVerbs } from './verbs/media-verbs.ts';
import { migrationVerbs } from './verbs/migration-verbs.ts';
import { policyVerbs } from './verbs/policy-verbs.ts';
import { qosVerbs } from './verbs/qos-verbs.ts';
import { snapshotVerbs } from './verbs/snapshot-verbs.ts';
import { storageVerbs } from './verbs/storage-verbs.ts';
import type { Targets } from './verbs/targets.ts';
import { volumeVerbs } from './verbs/volume-verbs.ts';

/** Between the first attempts of two cells, so that a thousand handshakes do not come at once. */
const staggerMs = 5;
/** Connections that come up at once. */
const parallelConnections = 48;

export interface GatewayOptions {
  readonly store: Pick<Store, 'cells' | 'guests' | 'usage'>;
  readonly clock: Clock;
  readonly authority: Pick<Authority, 'secureContext'>;
  /** Where cells download images, e.g. `https://10.0.0.1:5851`; asked when needed. */
  readonly origins: () => readonly string[];
  readonly silentAfterMs: number;
  /** Called with each cell that is no longer trusted. */
  readonly onDropped?: (cellId: string) => void;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

export class Gateway implements CellLinks, AsyncDisposable {
  readonly verbs: CellGateway;
  readonly #options: GatewayOptions;
  readonly #state: LiveState;
  readonly #saver: SeenSaver;
  readonly #usage: UsageLog;
  readonly #turns = new Turns(parallelConnections);
  readonly #links = new Map<string, CellLink>();
  #silence: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  #syncAgain = false;
  #disposed = false;

  constructor(options: GatewayOptions) {
    const { clock, log, store } = options;
    this.#options = options;
    this.#saver = new SeenSaver(store, () => this.#state, log);
    this.#usage = new UsageLog({ store, clock, log });
    this.#state = new LiveState({
      clock,
      usage: this.#usage,
      onSeen: (guestId) => this.#saver.mark(guestId),
      onListenerError: (error) => log.error({ err: error }, 'a listener to changes of cells failed'),
    });
    const targets: Targets = {
      cell: (cellId) => this.#link(cellId).target(),
      guest: (cellId, guestId) => this.#targetFor(cellId, guestId),
      newGuest: (cellId, guestId) => {
        const target = this.#link(cellId).target();
        this.#state.ensureGuest(guestId, cellId);
        this.#state.callBegins(guestId);
        return target;
      },
    };
    this.verbs = {
      ...guestVerbs(targets),
      ...changeVerbs(targets),
      ...imageVerbs(targets, options.origins),
      ...leaseVerbs(targets),
      ...mediaVerbs(targets, options.origins),
      ...policyVerbs(targets),
      ...migrationVerbs(targets, (cellId) => this.#tunnelsOf(cellId)),
      ...qosVerbs(targets),
      ...volumeVerbs(targets, (cellId) => this.#tunnelsOf(cellId)),
      ...snapshotVerbs(targets),
      ...storageVerbs(targets, {
        described: (cellId, description) => {
          this.#state.ensureCell(cellId).description = description;
        },
        storageSeen: (cellId, state) => this.#state.seeStorage(this.#state.ensureCell(cellId), state),
      }),
      openConsole: (cellId, guestId, wait) => this.#openConsole(cellId, guestId, wait),
    };
  }

  get live(): LiveView {
    return this.#state;
  }

  get usage(): UsageView {
    return this.#usage;
  }

  /** Returns when the last seen states are there; the links come up by themselves. */
  async start(): Promise<void> {
    this.#usage.start();
    await restoreSeen(this.#options.store, this.#state);
    const periodMs = Math.max(20, this.#options.silentAfterMs / 4);
    let lastMs = performance.now();
    this.#silence = setInterval(() => {
      const nowMs = performance.now();
      const lateMs = nowMs - lastMs - periodMs;
      lastMs = nowMs;
      for (const link of this.#links.values()) link.checkSilence(nowMs, Math.max(0, lateMs));
    }, periodMs);
    await this.#sync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    clearInterval(this.#silence);
    await this.#syncing;
    for (const link of this.#links.values()) link.stop();
    this.#links.clear();
    await this.#saver[Symbol.asyncDispose]();
    await this.#usage[Symbol.asyncDispose]();
  }

  origins(): readonly string[] {
    return this.#options.origins();
  }

  refresh(): void {
    if (this.#disposed) return;
    this.#syncAgain = true;
    this.#syncing ??= this.#syncUntilSettled();
  }

  async #openConsole(cellId: string, guestId: string, { timeoutMs }: { timeoutMs: number }): Promise<Duplex> {
    const link = this.#link(cellId);
    const { running } = link.target();
    const { name: cellName } = link.cell;
    const { host, port } = this.#tunnelsOf(cellId);
    const { secureContext } = this.#options.authority;
    const { checkServerIdentity } = link;
    const stream = await openTunnel({
      cellName,
      host,
      port,
      secureContext,
      checkServerIdentity,
      guestId,
      timeoutMs,
    });
    const entry = { cancel: () => stream.destroy() };
    running.add(entry);
    stream.once('close', () => running.delete(entry));
    return stream;
  }

  /** @throws DomainError `cell_unreachable` until the cell has said where it listens. */
  #tunnelsOf(cellId: string): { host: string; port: number } {
    const { address, name } = this.#link(cellId).cell;
    const port = this.#state.cell(cellId)?.description?.consolePort;
    if (!port) throw unreachable(name);
    return { host: hostOf(address), port };
  }

  /** @throws DomainError `not_found` with reason `cell_not_found` for a cell that was revoked or never joined. */
  #link(cellId: string): CellLink {
    const link = this.#links.get(cellId);
    if (link) return link;
    throw new DomainError('not_found', `there is no cell '${cellId}'`, {
      reason: 'cell_not_found',
      subject: { kind: 'cell', id: cellId },
    });
  }

  #targetFor(cellId: string, guestId: string): CallTarget {
    const target = this.#link(cellId).target();
    this.#state.callBegins(guestId);
    return target;
  }

  async #syncUntilSettled(): Promise<void> {
    try {
      while (this.#syncAgain && !this.#disposed) {
        this.#syncAgain = false;
        await this.#sync();
      }
    } catch (error) {
      this.#options.log.error({ err: error }, 'the links could not follow the list of cells');
    } finally {
      this.#syncing = undefined;
    }
  }

  async #sync(): Promise<void> {
    const cells = await this.#options.store.cells.list();
    if (this.#disposed) return;
    const wanted = new Set(cells.map((cell) => cell.id));
    for (const [id, link] of this.#links) {
      if (wanted.has(id)) continue;
      link.stop();
      this.#links.delete(id);
      this.#state.dropCell(id);
      this.#options.onDropped?.(id);
    }
    let started = 0;
    for (const cell of cells) {
      const linked = this.#links.get(cell.id);
      if (linked?.cell.address === cell.address) continue;
      linked?.stop();
      const { authority, clock, log, silentAfterMs, store } = this.#options;
      this.#state.ensureCell(cell.id);
      const link = new CellLink(
        { authority, clock, live: this.#state, log, silentAfterMs, store, turns: this.#turns },
        cell,
      );
      this.#links.set(cell.id, link);
      link.start(started * staggerMs);
      started += 1;
    }
  }
}
