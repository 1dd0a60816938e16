/**
 * Faults for any hypervisor: calls that fail, hang or are slow, and a hypervisor that does not answer.
 * `withFaults(hypervisor, plan)` behaves as the hypervisor until the plan says otherwise.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Hypervisor, HypervisorEvent } from '../port.ts';
import { type Clock, systemClock } from './clock.ts';
import { faultyChanges } from './faulty-changes.ts';
import { faultyFilter } from './faulty-filter.ts';
import { faultyMedia } from './faulty-media.ts';
import { faultyMigration } from './faulty-migration.ts';
import { faultyQos } from './faulty-qos.ts';
import { faultyStorages } from './faulty-storages.ts';
import { faultyVolumes } from './faulty-volumes.ts';

export type FaultyMethod = Exclude<keyof Hypervisor, 'kind' | 'processes' | 'watch' | symbol>;

export interface FaultTime {
  /** Counted from now on, 1 is the next call of the method. */
  readonly nth?: number;
  /** How many calls in a row are hit. */
  readonly times?: number;
  /** Before the work, so that nothing happens, or after it, so that only the answer is lost. */
  readonly when?: 'before' | 'after';
}

export interface HungCall {
  /** Resolves when a call hangs. */
  readonly reached: Promise<void>;
  /** Lets it go on, or fail. */
  release(error?: Error): void;
}

export interface FaultPlan {
  fail(method: FaultyMethod, error: Error, time?: FaultTime): void;
  hang(method: FaultyMethod, time?: FaultTime): HungCall;
  delay(method: FaultyMethod, delayMs: number, time?: FaultTime): void;
  /** From now on every call fails, those under way too, and no event comes. */
  disconnect(message?: string): void;
  connect(): void;
  /** How often the method was called, faulty or not. */
  callCount(method: FaultyMethod): number;
  /** Used by `withFaults`. */
  readonly hooks: FaultHooks;
}

export interface FaultHooks {
  run<T>(method: FaultyMethod, work: () => Promise<T>): Promise<T>;
  isConnected(): boolean;
  onConnection(listener: (event: HypervisorEvent) => void): () => void;
}

interface Rule {
  readonly method: FaultyMethod;
  readonly when: 'before' | 'after';
  readonly first: number;
  readonly last: number;
  readonly act: () => Promise<void>;
}

export function createFaultPlan(clock: Clock = systemClock): FaultPlan {
  const rules: Rule[] = [];
  const calls = new Map<FaultyMethod, number>();
  const listeners = new Set<(event: HypervisorEvent) => void>();
  const underWay = new Set<(error: Error) => void>();
  let lost: DomainError | null = null;

  function add(method: FaultyMethod, time: FaultTime, act: () => Promise<void>): void {
    const first = (calls.get(method) ?? 0) + (time.nth ?? 1);
    rules.push({ method, when: time.when ?? 'before', first, last: first + (time.times ?? 1) - 1, act });
  }

  async function apply(method: FaultyMethod, when: 'before' | 'after', call: number): Promise<void> {
    for (const rule of rules) {
      if (rule.method === method && rule.when === when && rule.first <= call && call <= rule.last)
        await rule.act();
    }
  }

  async function faulty<T>(method: FaultyMethod, call: number, work: () => Promise<T>): Promise<T> {
    await apply(method, 'before', call);
    const answer = await work();
    await apply(method, 'after', call);
    return answer;
  }

  function emit(event: HypervisorEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  return {
    fail(method, error, time = {}) {
      add(method, time, () => Promise.reject(error));
    },
    hang(method, time = {}) {
      const reached = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      gate.promise.catch(() => {});
      add(method, time, () => {
        reached.resolve();
        return gate.promise;
      });
      return {
        reached: reached.promise,
        release: (error) => (error === undefined ? gate.resolve() : gate.reject(error)),
      };
    },
    delay(method, delayMs, time = {}) {
      add(method, time, () => new Promise((resolve) => clock.setTimer(delayMs, resolve)));
    },

    disconnect(message = 'the hypervisor does not answer') {
      if (lost) return;
      lost = new DomainError('cell_unreachable', message, { reason: 'libvirt_unreachable' });
      for (const reject of underWay) reject(lost);
      emit({ type: 'disconnected', message });
    },
    connect() {
      if (lost === null) return;
      lost = null;
      emit({ type: 'connected' });
    },
    callCount: (method) => calls.get(method) ?? 0,

    hooks: {
      async run(method, work) {
        const call = (calls.get(method) ?? 0) + 1;
        calls.set(method, call);
        if (lost) throw lost;
        const interruption = Promise.withResolvers<never>();
        underWay.add(interruption.reject);
        try {
          return await Promise.race([interruption.promise, faulty(method, call, work)]);
        } finally {
          underWay.delete(interruption.reject);
        }
      },
      isConnected: () => lost === null,
      onConnection(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

/** Disposing of it disposes of the hypervisor. */
export function withFaults(inner: Hypervisor, plan: FaultPlan): Hypervisor {
  const { run } = plan.hooks;
  return {
    kind: inner.kind,
    ...(inner.processes === undefined ? {} : { processes: inner.processes }),
    ...(inner.runFolder === undefined ? {} : { runFolder: inner.runFolder }),
    describeHost: () => run('describeHost', () => inner.describeHost()),
    listGuests: () => run('listGuests', () => inner.listGuests()),
    getGuest: (guestId) => run('getGuest', () => inner.getGuest(guestId)),
    createDisk: (disk, options) => run('createDisk', () => inner.createDisk(disk, options)),
    deleteDisks: (...args) => run('deleteDisks', () => inner.deleteDisks(...args)),
    defineGuest: (operationId, spec) => run('defineGuest', () => inner.defineGuest(operationId, spec)),
    undefineGuest: (guestId) => run('undefineGuest', () => inner.undefineGuest(guestId)),
    startGuest: (...args) => run('startGuest', () => inner.startGuest(...args)),
    shutdownGuest: (guestId) => run('shutdownGuest', () => inner.shutdownGuest(guestId)),
    destroyGuest: (guestId) => run('destroyGuest', () => inner.destroyGuest(guestId)),
    rebootGuest: (guestId) => run('rebootGuest', () => inner.rebootGuest(guestId)),
    resetGuest: (guestId) => run('resetGuest', () => inner.resetGuest(guestId)),
    ...faultyChanges(inner, run),
    ...faultyFilter(inner, run),
    ...faultyMedia(inner, run),
    ...faultyMigration(inner, run),
    ...faultyQos(inner, run),
    ...faultyStorages(inner, run),
    ...faultyVolumes(inner, run),
    guestsWaitingForRoom: () => run('guestsWaitingForRoom', () => inner.guestsWaitingForRoom()),
    resumeGuest: (guestId) => run('resumeGuest', () => inner.resumeGuest(guestId)),
    isOnItsWay: (guestId) => run('isOnItsWay', () => inner.isOnItsWay(guestId)),
    listSnapshots: (guestId) => run('listSnapshots', () => inner.listSnapshots(guestId)),
    createSnapshot: (guestId, snapshot) =>
      run('createSnapshot', () => inner.createSnapshot(guestId, snapshot)),
    restoreSnapshot: (...args) => run('restoreSnapshot', () => inner.restoreSnapshot(...args)),
    deleteSnapshot: (guestId, name) => run('deleteSnapshot', () => inner.deleteSnapshot(guestId, name)),
    openConsole: (guestId) => run('openConsole', () => inner.openConsole(guestId)),
    takeScreenshot: (guestId) => run('takeScreenshot', () => inner.takeScreenshot(guestId)),
    nodeStatistics: () => run('nodeStatistics', () => inner.nodeStatistics()),
    guestStatistics: () => run('guestStatistics', () => inner.guestStatistics()),
    watch(listener) {
      const unwatch = inner.watch((event) => {
        if (plan.hooks.isConnected()) listener(event);
      });
      const unwatchConnection = plan.hooks.onConnection(listener);
      return () => {
        unwatch();
        unwatchConnection();
      };
    },
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  };
}
