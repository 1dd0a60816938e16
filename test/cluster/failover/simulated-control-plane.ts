/** The control plane of a simulated cluster: the real store, engine and failover over simulated links. */
import { LiveState } from '../../../control-plane/src/cells/live/live-state.ts';
import { restoreSeen } from '../../../control-plane/src/cells/live/restore-seen.ts';
import { createEngine, type Engine } from '../../../control-plane/src/operations/engine.ts';
import { knownOperations } from '../../../control-plane/src/operations/known-operations.ts';
import { systemIds } from '../../../control-plane/src/system/ids.ts';
import { FailoverKeeper } from '../../../control-plane/src/use-cases/failover/keep-failover.ts';
import { type LeaseSettings, RunLeases } from '../../../control-plane/src/use-cases/failover/run-leases.ts';
import { submitGuestOperation } from '../../../control-plane/src/use-cases/guests/guest-operation.ts';
import type { Fence, Ports, Store } from '../../../control-plane/src/use-cases/ports/index.ts';
import { sampleContext } from '../../support/domain-samples.ts';
import { silentLog } from '../../support/memory-keeper.ts';
import type { SimulatedHost } from './host.ts';
import { SimulatedLinks } from './links.ts';
import type { Network } from './network.ts';
import { Execution, type Timeline } from './timeline.ts';

export const leaseSettings: LeaseSettings = {
  durationMs: 20_000,
  beatMs: 5_000,
  marginMs: 5_000,
  longMs: 600_000,
};
const reviewEveryMs = 1_000;

export interface ControlPlaneParts {
  readonly store: Store;
  readonly hosts: readonly SimulatedHost[];
  readonly network: Network;
  readonly timeline: Timeline;
  /** How fast its clock runs. */
  readonly rate: () => number;
  readonly wallMs: () => number;
  readonly fence: Fence;
  /** An operation that is given up, as its cell is lost. */
  readonly onGivenUp: (kind: string, guestId: string) => void;
}

export class SimulatedControlPlane {
  readonly execution: Execution;
  readonly live: LiveState;
  readonly #store: Store;
  readonly #links: SimulatedLinks;
  readonly #engine: Engine;
  readonly #failover: FailoverKeeper;
  readonly #timing;
  #seen = new Set<string>();
  #renewMs: number;
  #reviewMs: number;
  #renewing = false;
  #reviewing = false;

  private constructor(store: Store, execution: Execution, built: Built) {
    this.#store = store;
    this.execution = execution;
    this.live = built.live;
    this.#links = built.links;
    this.#engine = built.engine;
    this.#failover = built.failover;
    this.#timing = built.timing;
    this.#seen = built.seen;
    this.#renewMs = this.#timing.nowMs();
    this.#reviewMs = this.#timing.nowMs();
  }

  static async start(parts: ControlPlaneParts): Promise<SimulatedControlPlane> {
    const { timeline, hosts, network, rate, wallMs, fence, onGivenUp } = parts;
    const execution = new Execution();
    const store = guardStore(parts.store, execution, timeline);
    const timing = execution.timing(timeline, rate);
    const clock = { nowMs: wallMs };
    const seen = new Set<string>();
    const live = new LiveState({
      clock,
      onSeen: (guestId) => seen.add(guestId),
      onListenerError: (error) => {
        throw error;
      },
    });
    await restoreSeen(store, live);
    const links = new SimulatedLinks({ hosts, network, timeline, execution, timing, store, live, clock });
    const cells = links.verbs;
    const leases = await RunLeases.open({ store, cells, timing, settings: leaseSettings });
    const limits = { overcommit: 3 } as Ports['limits'];
    const base = { store, cells, live, leases, clock, ids: systemIds, limits };
    const engine = createEngine({
      ports: base as unknown as Ports,
      definitions: knownOperations,
      log: { ...silentLog, error: () => undefined },
      maxParallel: 64,
      timing,
      onEnded: ({ kind, subject, error }) => {
        if (error?.reason === 'cell_given_up') onGivenUp(kind, subject.id);
      },
    });
    const failover = new FailoverKeeper({
      ports: { ...base, operations: engine },
      leases,
      fence,
      timing,
      settings: leaseSettings,
      log: silentLog,
      onFailedOver: () => undefined,
    });
    await engine.recover();
    return new SimulatedControlPlane(store, execution, {
      live,
      links,
      engine,
      failover,
      timing,
      seen,
    });
  }

  /** What a person asks for. */
  async operate(kind: 'start-guest' | 'stop-guest' | 'restore-snapshot', guestId: string): Promise<void> {
    const guest = await this.#store.guests.get(guestId);
    if (guest === undefined) return;
    const own = {
      'start-guest': { image: null, boot: { type: 'disk' } },
      'stop-guest': { force: true },
      'restore-snapshot': { name: 'before' },
    }[kind];
    const input = { guestId, cellId: guest.cellId, ...own };
    const ports = { store: this.#store, operations: this.#engine };
    await submitGuestOperation(ports, sampleContext(), { kind, guest, input }).catch(() => undefined);
  }

  async step(): Promise<void> {
    if (this.execution.state !== 'running') return;
    const nowMs = this.#timing.nowMs();
    this.#links.step();
    await this.#saveSeen();
    if (nowMs >= this.#renewMs && !this.#renewing) {
      this.#renewMs = nowMs + leaseSettings.beatMs;
      this.#renewing = true;
      this.#background(this.#failover.renew(), () => {
        this.#renewing = false;
      });
    }
    if (nowMs >= this.#reviewMs && !this.#reviewing) {
      this.#reviewMs = nowMs + reviewEveryMs;
      this.#reviewing = true;
      this.#background(this.#failover.review(), () => {
        this.#reviewing = false;
      });
    }
  }

  #background(work: Promise<void>, end: () => void): void {
    work.catch((error: unknown) => this.failures.push(error)).finally(end);
  }

  /** What its periodic tasks failed with, which they must not. */
  readonly failures: unknown[] = [];

  async #saveSeen(): Promise<void> {
    const rows = [...this.#seen].flatMap((guestId) => {
      const guest = this.live.guest(guestId);
      if (guest === undefined) return [];
      return [{ guestId, seenAtMs: guest.seenAtMs, state: guest.seen?.state ?? 'absent', address: '' }];
    });
    this.#seen.clear();
    if (rows.length > 0) await this.#store.guests.saveSeen(rows);
  }
}

interface Built {
  readonly live: LiveState;
  readonly links: SimulatedLinks;
  readonly engine: Engine;
  readonly failover: FailoverKeeper;
  readonly timing: ReturnType<Execution['timing']>;
  readonly seen: Set<string>;
}

/** The store of a process that may be killed: it does nothing after that. */
function guardStore(store: Store, execution: Execution, timeline: Timeline): Store {
  return new Proxy(store, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value === 'function') {
        return async (...args: unknown[]) => {
          await execution.gate();
          timeline.note();
          return Reflect.apply(value, target, args) as unknown;
        };
      }
      return typeof value === 'object' && value !== null ? execution.guard(value, timeline) : value;
    },
  });
}
