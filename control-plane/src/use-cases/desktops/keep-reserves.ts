import type { Logger } from 'pino';
import { isDegraded } from '../../domain/desktop-reserve.ts';
import { reserveWarning } from '../../domain/warning.ts';
import { keepNotification } from '../adjutant/notifications/keep-notification.ts';
import type { Ports, Reserves } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import type { FoundDesktopProject } from './desktop-access.ts';
import { type RefillPorts, refillReserve } from './refill-reserve.ts';

interface Alarm {
  /** Calls back once, unless the returned function is called before. */
  after(delayMs: number, callback: () => void): () => void;
}

type KeeperPorts = RefillPorts & Pick<Ports, 'adjutant'>;

/** Keeps the reserves of all projects filled, one project after the other; what wakes it while it works is not lost. */
export class ReserveKeeper implements Reserves, AsyncDisposable {
  readonly #log: Pick<Logger, 'error'>;
  readonly #timing: Alarm;
  readonly #woken = new Set<string>();
  /** Ends of pauses that are waited for, by project. */
  readonly #pauses = new Map<string, () => void>();
  #ports: KeeperPorts | null = null;
  #work: Promise<void> | null = null;
  #isEnding = false;

  constructor(timing: Alarm, log: Pick<Logger, 'error'>) {
    this.#timing = timing;
    this.#log = log;
  }

  /** From now on reserves are kept. */
  async start(ports: KeeperPorts): Promise<void> {
    this.#ports = ports;
    await this.review();
  }

  wake(projectId: string | null): void {
    if (projectId === null || this.#isEnding) return;
    this.#woken.add(projectId);
    if (this.#ports !== null) this.#run(this.#ports);
  }

  /** Looks at all of them; call now and then. */
  async review(): Promise<void> {
    if (this.#ports === null || this.#isEnding) return;
    for (const id of await this.#ports.store.desktopReserves.projects()) this.#woken.add(id);
    this.#run(this.#ports);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    for (const cancel of this.#pauses.values()) cancel();
    await this.#work;
  }

  #run(ports: KeeperPorts): void {
    this.#work ??= this.#keepUp(ports).finally(() => {
      this.#work = null;
    });
  }

  async #keepUp(ports: KeeperPorts): Promise<void> {
    // What comes together is looked at once.
    await Promise.resolve();
    for (const id of this.#woken) {
      if (this.#isEnding) return;
      this.#woken.delete(id);
      try {
        await this.#keep(ports, id);
      } catch (error) {
        this.#log.error({ err: error, project: id }, 'a reserve could not be kept');
      }
    }
  }

  async #keep(ports: KeeperPorts, id: string): Promise<void> {
    const project = await ports.store.identity.getProject(id);
    const desktop = await ports.store.desktops.getProject(id);
    if (!project || !desktop?.minReserve) return forgetReserve(ports, id);
    const found = { project, desktop };
    const { made, againAtMs } = await refillReserve(ports, systemContext(ports), found);
    await tellOfReserve(ports, found);
    this.#pause(ports, id, againAtMs);
    if (made.length > 0) this.#woken.add(id);
  }

  #pause(ports: KeeperPorts, id: string, againAtMs: number | null): void {
    this.#pauses.get(id)?.();
    this.#pauses.delete(id);
    if (againAtMs === null || this.#isEnding) return;
    const delayMs = Math.max(0, againAtMs - ports.clock.nowMs()) + 1;
    this.#pauses.set(
      id,
      this.#timing.after(delayMs, () => this.wake(id)),
    );
  }
}

/** Of a project without a reserve nothing is told. */
async function forgetReserve({ store, clock }: KeeperPorts, projectId: string): Promise<void> {
  if ((await store.desktopReserves.get(projectId)) === undefined) return;
  await store.transaction(async (tx) => {
    await tx.desktopReserves.remove(projectId);
    await tx.warnings.clear(reserveWarning(projectId), clock.nowMs());
  });
}

/** Once, when building has failed several times in a row; and when it is over. */
async function tellOfReserve(ports: KeeperPorts, { project }: FoundDesktopProject): Promise<void> {
  const { id: projectId, name } = project;
  const before = await ports.store.desktopReserves.get(projectId);
  if (before === undefined || before.degraded === isDegraded(before)) return;
  const nowMs = ports.clock.nowMs();
  const key = reserveWarning(projectId);
  await ports.store.transaction(async (tx) => {
    const record = await tx.desktopReserves.get(projectId);
    if (record === undefined || record.degraded === isDegraded(record)) return;
    await tx.desktopReserves.put({ ...record, degraded: !record.degraded });
    if (record.degraded) return tx.warnings.clear(key, nowMs);
    const { failures, message: reason } = record;
    const message = `The reserve of the project ${name} can not be filled: ${failures} attempts failed, the last one: ${reason}.`;
    await tx.warnings.raise({ ...key, id: ports.ids.uuid(), message, count: 1 }, nowMs);
    const note = { task: null, notes: [message], error: true };
    await keepNotification(tx, ports, nowMs, note);
  });
  await ports.adjutant.wake();
}
