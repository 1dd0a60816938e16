/** One simulated host: fake guests, and the agent's own code for leases and verbs over them. */

import { StartWithHost } from '../../../cell-agent/src/auto-start/start-with-host.ts';
import { createVirtualClock, type VirtualClock } from '../../../cell-agent/src/hypervisor/fake/clock.ts';
import {
  createFakeHypervisor,
  type FakeHypervisor,
} from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import type { Hypervisor } from '../../../cell-agent/src/hypervisor/port.ts';
import { withEndedRuns } from '../../../cell-agent/src/leases/ended-runs.ts';
import type { Keeper } from '../../../cell-agent/src/leases/keeper.ts';
import { unreachable } from '../../../cell-agent/src/leases/keeper-client.ts';
import type { LeaseKeeper } from '../../../cell-agent/src/leases/lease-keeper.ts';
import { standInForKeeper } from '../../../cell-agent/src/leases/stand-in.ts';
import { settleLeasedGuests } from '../../../cell-agent/src/use-cases/guests/run-under-lease.ts';
import type { Cell } from '../../../cell-agent/src/use-cases/ports.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import { memoryDueFile } from '../../support/memory-due-file.ts';
import {
  type MemoryFile,
  memoryFile,
  memoryKeeper,
  type SettableClock,
  settableClock,
  silentLog,
} from '../../support/memory-keeper.ts';
import { agentVerbs, type Verbs } from './agent-verbs.ts';
import { Execution, type Timeline } from './timeline.ts';

const keeperPatienceMs = 5_000;
const { signal } = new AbortController();

/** Guests of these clusters are started by the control plane, as they need a lease. */
function startingCell(hypervisor: Hypervisor): Cell {
  return { hypervisor } as unknown as Cell;
}

export class SimulatedHost {
  readonly name: string;
  readonly cellId: string;
  readonly fake: FakeHypervisor;
  /** Guests that changed and of which nobody has been told. */
  readonly changed = new Set<string>();
  power: 'on' | 'off' | 'suspended' = 'on';
  storage: 'there' | 'cut' = 'there';
  /** How fast its clocks run. */
  rate = 1;
  /** How long a start takes. */
  startMs = 0;
  agent = new Execution();
  keeper = new Execution();
  verbs: Verbs;
  /** What the agent tells of guests. */
  guests: Hypervisor;
  readonly #timeline: Timeline;
  readonly #clock: SettableClock = settableClock(0);
  readonly #file: MemoryFile = memoryFile();
  readonly #fakeClock: VirtualClock = createVirtualClock();
  readonly #due = memoryDueFile();
  #withHost: StartWithHost | null = null;
  #keeping: Keeper | null = null;
  #boots = 1;
  #sinceStandInMs = 0;

  constructor(name: string, cellId: string, timeline: Timeline) {
    this.name = name;
    this.cellId = cellId;
    this.#timeline = timeline;
    this.fake = createFakeHypervisor({ cellId, clock: this.#fakeClock, bootMs: 500 });
    this.fake.watch((event) => {
      if ('guestId' in event) this.changed.add(event.guestId);
    });
    this.guests = this.fake;
    this.verbs = agentVerbs(this.#parts(this.agent));
  }

  async start(): Promise<void> {
    await this.startKeeper();
    await this.startAgent();
  }

  async startKeeper(): Promise<void> {
    if (this.power === 'off') return;
    this.keeper.kill();
    this.keeper = new Execution();
    this.#keeping = await memoryKeeper(this.fake.processes, { clock: this.#clock, file: this.#file });
  }

  async startAgent(): Promise<void> {
    if (this.power === 'off') return;
    this.agent.kill();
    this.agent = new Execution();
    const parts = this.#parts(this.agent);
    this.verbs = agentVerbs(parts);
    this.#withHost = await StartWithHost.open(this.fake, this.#due);
    await settleLeasedGuests(parts, silentLog);
  }

  crash(): void {
    if (this.power === 'off') return;
    for (const guestId of this.#running()) this.fake.simulate.crash(guestId);
    this.agent.kill();
    this.keeper.kill();
    this.power = 'off';
  }

  async boot(): Promise<void> {
    if (this.power !== 'off') return;
    this.power = 'on';
    this.#boots += 1;
    this.#due.guestIds = null;
    Object.assign(this.#clock, { bootId: `boot-${this.#boots}`, atMs: 0 });
    await this.start();
  }

  suspend(): void {
    if (this.power !== 'on') return;
    this.power = 'suspended';
    this.agent.pause();
    this.keeper.pause();
  }

  wake(): void {
    if (this.power !== 'suspended') return;
    this.power = 'on';
    this.keeper.resume();
    this.agent.resume();
  }

  cutStorage(): void {
    this.storage = 'cut';
    for (const guestId of this.#running()) this.fake.simulate.pause(guestId, 'io_error');
  }

  healStorage(): void {
    if (this.storage === 'there') return;
    this.storage = 'there';
    for (const guestId of this.#running()) this.fake.simulate.resume(guestId);
  }

  /** What computes at this moment. */
  async computing(): Promise<string[]> {
    if (this.power !== 'on') return [];
    return (await this.fake.listGuests())
      .filter(({ state }) => state === 'running')
      .map(({ spec }) => spec.id);
  }

  async advance(byMs: number): Promise<void> {
    this.#clock.atMs += byMs * this.rate;
    if (this.power !== 'on') return;
    this.#fakeClock.advance(byMs);
    if (this.keeper.state === 'running') await this.#keeping?.enforce();
    if (this.agent.state === 'running')
      await this.#withHost?.proceed(startingCell(this.fake), signal, silentLog);
    this.#sinceStandInMs += byMs;
    if (this.agent.state !== 'running' || this.keeper.state === 'running' || this.#sinceStandInMs < 1_000)
      return;
    this.#sinceStandInMs = 0;
    await standInForKeeper({
      keeper: { status: () => Promise.reject(unreachable('it is dead')) },
      file: this.#file,
      clock: this.#clock,
      processes: this.fake.processes,
      log: silentLog,
    });
  }

  #running(): string[] {
    return [...this.fake.processes.find(this.#ids)].map(([guestId]) => guestId);
  }

  /** Every guest that was ever defined here. */
  readonly #ids: string[] = [];

  #parts(agent: Execution): { hypervisor: Hypervisor; leases: LeaseKeeper } {
    const leases = agent.guard(this.#keeperClient(), this.#timeline);
    const slow: Hypervisor = {
      ...this.fake,
      defineGuest: async (operationId, spec) => {
        this.#ids.push(spec.id);
        await this.fake.defineGuest(operationId, spec);
      },
      startGuest: async (guestId, boot, options) => {
        if (this.storage === 'cut')
          throw new DomainError('conflict', 'its disk is missing', { reason: 'disk_missing' });
        const boots = this.#boots;
        if (this.startMs > 0) await this.#timeline.sleep(this.startMs);
        if (this.power === 'off' || this.#boots !== boots)
          throw new DomainError('internal', 'the host is off');
        await this.fake.startGuest(guestId, boot, options);
      },
    };
    const due = { has: (guestId: string) => this.#withHost?.has(guestId) ?? false };
    const explained = withEndedRuns(slow, leases, this.#file, this.#clock, due);
    this.guests = withEndedRuns(this.fake, this.#keeperClient(), this.#file, this.#clock, due);
    return { hypervisor: agent.guard(explained, this.#timeline), leases };
  }

  /** A paused keeper still takes what waits at its socket when it goes on, though nobody waits for the answer then. */
  #keeperClient(): LeaseKeeper {
    const ask = async <T>(work: (keeper: Keeper) => Promise<T>): Promise<T> => {
      const { keeper } = this;
      const keeping = this.#keeping;
      if (keeper.state === 'dead' || keeping === null) throw unreachable('it is dead');
      if (keeper.state === 'running') return await work(keeping);
      const answer = keeper.gate().then(() => work(keeping));
      answer.catch(() => undefined);
      const silence = this.#timeline
        .sleep(keeperPatienceMs)
        .then(() => Promise.reject(unreachable('it is silent')));
      return await Promise.race([answer, silence]);
    };
    return {
      status: () => ask((keeper) => keeper.status()),
      renew: (renewal) => ask((keeper) => keeper.renew(renewal)),
      requireLease: (guestId) => ask((keeper) => keeper.requireLease(guestId)),
      register: (guestId) => ask((keeper) => keeper.register(guestId)),
      release: (guestId) => ask((keeper) => keeper.release(guestId)),
      exempt: (guestId) => ask((keeper) => keeper.exempt(guestId)),
    };
  }
}
