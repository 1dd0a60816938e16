/**
 * A whole cluster in virtual time: hosts with fake guests, keepers and agents, a control plane, a network that fails.
 * After every step it looks whether any guest computes twice.
 */

import { toGuestSpec } from '../../../control-plane/src/domain/guest-spec.ts';
import type { Fence, Store } from '../../../control-plane/src/use-cases/ports/index.ts';
import { sampleCell, sampleGuest, samplePool, startMs } from '../../support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../support/temporary-store.ts';
import { SimulatedHost } from './host.ts';
import { controlPlaneName } from './links.ts';
import { Network } from './network.ts';
import { SimulatedControlPlane } from './simulated-control-plane.ts';
import { Timeline } from './timeline.ts';

export const stepMs = 250;

export interface ClusterOptions {
  readonly hosts: number;
  readonly guests: number;
  /** Whether the fencing command, if there is one, works. */
  readonly fence?: 'works' | 'fails';
  /** Guests start with their host. */
  readonly autoStart?: boolean;
}

export const guestName = (n: number) => String.fromCharCode(97 + n);
const guestId = (n: number) => `00000000-0000-4000-8000-0000000000${String(n + 10)}`;

export class SimulatedCluster implements AsyncDisposable {
  readonly timeline = new Timeline();
  readonly network = new Network();
  readonly hosts: readonly SimulatedHost[];
  readonly guestIds: readonly string[];
  readonly log: string[] = [];
  /** Guests that people have last asked to run. */
  readonly wanted = new Set<string>();
  /** What must never be, as it was seen. */
  readonly violations: string[] = [];
  controlPlane: SimulatedControlPlane | null = null;
  controlPlaneRate = 1;
  wallOffsetMs = 0;
  readonly #temporary: TemporaryStore;
  readonly #fence: Fence;
  readonly #autoStart: boolean;
  #told = new Map<string, string>();

  private constructor(temporary: TemporaryStore, options: ClusterOptions) {
    this.#temporary = temporary;
    this.#autoStart = options.autoStart ?? false;
    const count = Array.from({ length: options.hosts }, (_, n) => n + 1);
    this.hosts = count.map((n) => new SimulatedHost(`host${n}`, `cell-${n}`, this.timeline));
    this.guestIds = Array.from({ length: options.guests }, (_, n) => guestId(n));
    this.#fence = { cut: options.fence === undefined ? null : ({ name }) => this.#cut(name, options.fence) };
  }

  /** Guests are spread over the hosts and run. */
  static async open(options: ClusterOptions): Promise<SimulatedCluster> {
    const cluster = new SimulatedCluster(await openTemporaryStore(), options);
    await cluster.#fill();
    return cluster;
  }

  get store(): Store {
    return this.#temporary.store;
  }

  async startControlPlane(): Promise<void> {
    this.controlPlane?.execution.kill();
    this.controlPlane = await SimulatedControlPlane.start({
      store: this.store,
      hosts: this.hosts,
      network: this.network,
      timeline: this.timeline,
      rate: () => this.controlPlaneRate,
      wallMs: () => startMs + this.timeline.nowMs + this.wallOffsetMs,
      fence: this.#fence,
      onGivenUp: (kind, id) => this.say(`${controlPlaneName}: ${kind} of ${this.nameOf(id)} is given up`),
    });
    await this.timeline.settle();
  }

  async run(forMs: number): Promise<void> {
    for (let passed = 0; passed < forMs; passed += stepMs) await this.step();
  }

  async step(): Promise<void> {
    this.timeline.advance(stepMs);
    for (const host of this.hosts) await host.advance(stepMs);
    await this.timeline.settle();
    await this.controlPlane?.step();
    await this.timeline.settle();
    await this.#look();
  }

  host(name: string): SimulatedHost {
    const host = this.hosts.find((one) => one.name === name);
    if (host === undefined) throw new Error(`there is no ${name}`);
    return host;
  }

  say(text: string): void {
    this.log.push(`${(this.timeline.nowMs / 1000).toFixed(2).padStart(8)}  ${text}`);
  }

  nameOf(id: string): string {
    return guestName(this.guestIds.indexOf(id));
  }

  /** A host comes up, and its guests with it if they start with it. */
  async boot(host: SimulatedHost): Promise<void> {
    for (const id of this.guestIds) {
      const row = await this.store.guests.get(id);
      if (this.#autoStart && row?.cellId === host.cellId) this.wanted.add(id);
    }
    void host.boot();
  }

  /** What is not as it should be when nothing fails any more; empty when all is well. */
  async flaws(): Promise<string[]> {
    const flaws: string[] = [];
    for (const id of this.guestIds) {
      const name = this.nameOf(id);
      const row = await this.store.guests.get(id);
      if (row === undefined) {
        flaws.push(`${name} is lost`);
        continue;
      }
      for (const host of this.hosts) {
        if (host.power !== 'on') continue;
        const here = (await host.fake.listGuests()).find(({ spec }) => spec.id === id);
        const isHome = host.cellId === row.cellId;
        const shallRun = isHome && this.wanted.has(id);
        if (here !== undefined && !isHome) flaws.push(`${name} is still on ${host.name}`);
        if (here === undefined && isHome) flaws.push(`${name} is not on ${host.name}`);
        if (here !== undefined && (here.state === 'running') !== shallRun)
          flaws.push(`${name} is ${here.state} on ${host.name}`);
      }
      const home = this.hosts.find(({ cellId }) => cellId === row.cellId);
      if (home?.power !== 'on') flaws.push(`${name} belongs to ${home?.name}, which is ${home?.power}`);
    }
    const unfinished = await this.store.operations.unfinished();
    return [
      ...flaws,
      ...unfinished.map(({ kind, subject }) => `${kind} of ${this.nameOf(subject.id)} goes on`),
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.controlPlane?.execution.kill();
    await this.#temporary[Symbol.asyncDispose]();
  }

  async #fill(): Promise<void> {
    await this.store.pools.insert(samplePool({ name: 'ha', storage: 'shared', failover: true }));
    for (const { cellId, name } of this.hosts)
      await this.store.cells.insert(sampleCell({ id: cellId, name, pool: 'ha', address: `${name}:5852` }));
    for (const host of this.hosts) await host.start();
    for (const [n, id] of this.guestIds.entries()) {
      const host = this.hosts[n % this.hosts.length];
      if (host === undefined) continue;
      const about = { name: guestName(n), pool: 'ha', cellId: host.cellId, failover: true };
      const guest = sampleGuest({
        id,
        ...about,
        autoStart: this.#autoStart,
        disks: [],
        interfaces: [],
        memoryBytes: 2 ** 30,
      });
      await this.store.guests.insert(guest);
      await host.verbs.adoptGuest({ operationId: 'made', spec: toGuestSpec(guest) });
    }
    await this.startControlPlane();
    await this.run(3_000);
    for (const id of this.guestIds) {
      this.wanted.add(id);
      await this.controlPlane?.operate('start-guest', id);
    }
    await this.run(2_000);
  }

  async #cut(name: string, outcome: ClusterOptions['fence']): Promise<void> {
    if (outcome === 'fails') throw new Error('no power switch');
    this.say(`${name} is fenced`);
    this.host(name).crash();
  }

  async #look(): Promise<void> {
    const seen = new Map<string, string>();
    const places = new Map<string, string[]>();
    for (const host of this.hosts) {
      for (const id of await host.computing()) places.set(id, [...(places.get(id) ?? []), host.name]);
      if (host.power !== 'off')
        for (const { spec, state } of await host.fake.listGuests())
          seen.set(`${host.name}: ${this.nameOf(spec.id)}`, state);
      const cell = this.controlPlane?.live.cell(host.cellId);
      if (cell !== undefined) seen.set(`${controlPlaneName}: ${host.name}`, cell.alive ? 'alive' : 'lost');
    }
    for (const id of this.guestIds) {
      const row = await this.store.guests.get(id);
      const home = this.hosts.find(({ cellId }) => cellId === row?.cellId);
      seen.set(`${controlPlaneName}: ${this.nameOf(id)}`, `belongs to ${home?.name}`);
      const at = places.get(id) ?? [];
      if (at.length > 1) this.#violate(`${this.nameOf(id)} runs on ${at.join(' and ')}`);
    }
    for (const failure of this.controlPlane?.failures.splice(0) ?? [])
      this.#violate(`a task of the control plane failed: ${String(failure)}`);
    for (const [what, state] of seen) if (this.#told.get(what) !== state) this.say(`${what} ${state}`);
    for (const what of this.#told.keys()) if (!seen.has(what) && !this.#isOff(what)) this.say(`${what} gone`);
    this.#told = seen;
  }

  #isOff(what: string): boolean {
    return this.hosts.some(({ name, power }) => power === 'off' && what.startsWith(`${name}: `));
  }

  #violate(what: string): void {
    this.violations.push(`${this.timeline.nowMs / 1000} s: ${what}`);
    this.say(`VIOLATION: ${what}`);
  }
}
