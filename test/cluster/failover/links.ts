/** The links of one simulated control plane to its cells: verbs, news, and the silence that counts as a loss. */
import { Ingest } from '../../../control-plane/src/cells/link/ingest.ts';
import type { LiveState } from '../../../control-plane/src/cells/live/live-state.ts';
import type { Timing } from '../../../control-plane/src/operations/timing.ts';
import type {
  CallOptions,
  CellGateway,
  Clock,
  Store,
} from '../../../control-plane/src/use-cases/ports/index.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import type { CellDescription, CellEvent } from '../../../proto/src/model.ts';
import type { StorageState } from '../../../proto/src/model-storages.ts';
import type { VerbName } from './agent-verbs.ts';
import type { SimulatedHost } from './host.ts';
import type { Network } from './network.ts';
import type { Execution, Timeline } from './timeline.ts';

export const silentAfterMs = 10_000;
export const controlPlaneName = 'control-plane';
const statisticsEveryMs = 2_000;

interface Link {
  readonly host: SimulatedHost;
  /** The agent that it was made to; another one needs another link. */
  agent: Execution | null;
  heardMs: number;
  measuredMs: number;
  ingest: Ingest | null;
  /** News are being read. */
  busy: boolean;
}

export interface LinkParts {
  readonly hosts: readonly SimulatedHost[];
  readonly network: Network;
  readonly timeline: Timeline;
  readonly execution: Execution;
  readonly timing: Timing;
  readonly store: Store;
  readonly live: LiveState;
  readonly clock: Clock;
}

export class SimulatedLinks {
  readonly #parts: LinkParts;
  readonly #links: readonly Link[];

  constructor(parts: LinkParts) {
    this.#parts = parts;
    const heardMs = parts.timing.nowMs();
    this.#links = parts.hosts.map((host) => ({
      host,
      agent: null,
      heardMs,
      measuredMs: 0,
      ingest: null,
      busy: false,
    }));
  }

  get verbs(): CellGateway {
    const call = (name: VerbName) => (cellId: string, request: unknown, options: CallOptions) => {
      const { guestId, spec } = request as { guestId?: string; spec?: { id: string } };
      if (spec !== undefined) this.#parts.live.ensureGuest(spec.id, cellId);
      if (name !== 'forgetGuest' && name !== 'renewLeases')
        this.#parts.live.callBegins(spec?.id ?? guestId ?? '');
      return this.#call(cellId, name, request, options);
    };
    const names: VerbName[] = [
      'renewLeases',
      'setFailover',
      'adoptGuest',
      'forgetGuest',
      'startGuest',
      'stopGuest',
      'restoreSnapshot',
    ];
    return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as CellGateway;
  }

  /** What comes of the time that has passed. */
  step(): void {
    for (const link of this.#links) this.#follow(link);
  }

  #follow(link: Link): void {
    const { live, timing } = this.#parts;
    const { host } = link;
    const nowMs = timing.nowMs();
    const speaks = host.power === 'on' && host.agent.state === 'running' && this.#hears(host);
    if (link.agent !== null && link.agent !== host.agent) link.agent = null;
    if (link.agent !== null && speaks) link.heardMs = nowMs;
    if (!link.busy && link.agent === null && speaks && this.#reaches(host))
      this.#begin(link, this.#connect(link, nowMs));
    else if (!link.busy && link.agent !== null && speaks) this.#begin(link, this.#listen(link, nowMs));
    if (nowMs - link.heardMs < silentAfterMs) return;
    link.agent = null;
    live.cellLost(live.ensureCell(host.cellId), `cell '${host.name}' is lost`, 'cell_lost');
  }

  /** An agent whose keeper is silent takes its time. */
  #begin(link: Link, work: Promise<void>): void {
    link.busy = true;
    void work.finally(() => {
      link.busy = false;
    });
  }

  async #connect(link: Link, nowMs: number): Promise<void> {
    const { store, clock, live } = this.#parts;
    const { host } = link;
    link.agent = host.agent;
    link.heardMs = nowMs;
    link.measuredMs = nowMs;
    host.changed.clear();
    link.ingest = new Ingest(store, clock, live, live.ensureCell(host.cellId));
    const guests = await host.guests.listGuests();
    await this.#take(link, { type: 'inventory', cell: describe(host), guests, images: [] });
    await this.#measure(link);
  }

  async #listen(link: Link, nowMs: number): Promise<void> {
    const { host } = link;
    for (const guestId of [...host.changed]) {
      host.changed.delete(guestId);
      const guest = await host.guests.getGuest(guestId).catch(() => null);
      await this.#take(
        link,
        guest === null ? { type: 'guest_removed', guestId } : { type: 'guest_changed', guest },
      );
    }
    if (nowMs - link.measuredMs < statisticsEveryMs) return;
    link.measuredMs = nowMs;
    await this.#measure(link);
  }

  async #measure(link: Link): Promise<void> {
    await this.#take(link, {
      type: 'statistics',
      node: await link.host.fake.nodeStatistics(),
      guests: [],
      storages: storagesOf(link.host),
    });
  }

  /** The order of what happens is the world's, also where a host's wall clock is wrong. */
  async #take(link: Link, event: EventBody): Promise<void> {
    await link.ingest?.take({ ...event, atMs: performance.timeOrigin + performance.now() } as CellEvent);
  }

  #hears(host: SimulatedHost): boolean {
    return this.#parts.network.reaches(host.name, controlPlaneName);
  }

  #reaches(host: SimulatedHost): boolean {
    return this.#parts.network.reaches(controlPlaneName, host.name);
  }

  async #call(cellId: string, name: VerbName, request: unknown, options: CallOptions): Promise<unknown> {
    const { timeline, network, timing, execution } = this.#parts;
    const link = this.#links.find(({ host }) => host.cellId === cellId);
    timeline.note();
    if (link === undefined || link.agent === null) throw unreachable(link?.host.name ?? cellId);
    const { host, agent } = link;
    const answer = Promise.withResolvers<unknown>();
    const stopWaiting = timing.after(options.timeoutMs, () =>
      answer.reject(new DomainError('timeout', `cell '${host.name}' did not answer`)),
    );
    const serve = async () => {
      if (!this.#reaches(host) || agent.state === 'dead' || host.power === 'off') return;
      const work = (host.verbs[name] as (request: unknown) => Promise<unknown>)(request);
      const [settled] = await Promise.allSettled([agent.gate().then(() => work)]);
      timeline.after(network.latencyMs, () => {
        if (!this.#hears(host)) return;
        if (settled.status === 'fulfilled') answer.resolve(settled.value);
        else answer.reject(settled.reason);
      });
    };
    timeline.after(network.latencyMs, () => void serve());
    try {
      return await answer.promise;
    } finally {
      stopWaiting();
      await execution.gate();
    }
  }
}

type EventBody = CellEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'atMs'>
    : never
  : never;

function unreachable(name: string): DomainError {
  return new DomainError('cell_unreachable', `cell '${name}' is not reachable`, {
    reason: 'cell_unreachable',
  });
}

function storagesOf({ storage }: SimulatedHost): StorageState[] {
  const size = { totalBytes: 2 ** 40, availableBytes: 2 ** 39 };
  const attached = storage === 'there';
  return [{ name: 'shared', id: 'shared', attached, error: attached ? '' : 'it is cut off', ...size }];
}

function describe(host: SimulatedHost): CellDescription {
  const { cellId, name } = host;
  return {
    cellId,
    name,
    agentVersion: '',
    hypervisor: 'fake',
    hypervisorVersion: '1.0',
    virtualization: 'kvm',
    cpuCount: 32,
    memoryBytes: 128 * 2 ** 30,
    storagePaths: [],
    warnings: [],
    startedAtMs: 0,
    consolePort: 0,
    externalBridge: false,
    storages: storagesOf(host),
  };
}
