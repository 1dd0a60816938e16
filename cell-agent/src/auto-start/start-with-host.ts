/**
 * Starts the guests with `autoStart` once after each restart of the host, when all that they need stands: filters, DHCP,
 * limits, shared storage. libvirt is not left to do it, as it would start them before that. No control plane is needed;
 * only for a guest of a failover pool, which runs by a lease, the cell tells that it waits for its start.
 */
import { isTransient } from '../../../proto/src/errors.ts';
import type { CellGuest } from '../../../proto/src/model.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import type { Logger } from '../observe/logger.ts';
import { findGuest, isOff } from '../use-cases/guests/find-guest.ts';
import { startGuest } from '../use-cases/guests/start-guest.ts';
import type { DueFile } from './due-file.ts';

type StartingCell = Parameters<typeof startGuest>[0];

/** At once, as a host that boots has other things to do, too. */
const startsAtOnce = 4;
/** What fails while the host comes up may work a little later. */
const attemptsMax = 12;

export class StartWithHost {
  readonly #file: DueFile;
  readonly #failures = new Map<string, number>();
  #due: ReadonlySet<string>;

  private constructor(file: DueFile, due: readonly string[]) {
    this.#file = file;
    this.#due = new Set(due);
  }

  /** Call before anybody can start or stop a guest. */
  static async open(hypervisor: Pick<Hypervisor, 'listGuests'>, file: DueFile): Promise<StartWithHost> {
    const left = await file.load();
    if (left !== null) return new StartWithHost(file, left);
    const due = (await hypervisor.listGuests()).filter(isWanted).map(({ spec }) => spec.id);
    await file.save(due);
    return new StartWithHost(file, due);
  }

  /** Whether the guest waits for its start with the host. */
  has(guestId: string): boolean {
    return this.#due.has(guestId);
  }

  /** Starts what can be started; what is not there yet, as a storage, is waited for by calling again. */
  async proceed(cell: StartingCell, signal: AbortSignal, log: Pick<Logger, 'info' | 'warn'>): Promise<void> {
    const waiting = [...this.#due];
    while (waiting.length > 0 && !signal.aborted) {
      const some = waiting.splice(0, startsAtOnce);
      const settled = await Promise.all(some.map((guestId) => this.#settle(cell, guestId, signal, log)));
      const over = new Set(some.filter((_, index) => settled[index]));
      if (over.size === 0) continue;
      const left = [...this.#due].filter((guestId) => !over.has(guestId));
      await this.#file.save(left);
      this.#due = new Set(left);
    }
  }

  /** True when nothing is left to do for it. */
  async #settle(
    cell: StartingCell,
    guestId: string,
    signal: AbortSignal,
    log: Pick<Logger, 'info' | 'warn'>,
  ): Promise<boolean> {
    try {
      const guest = await findGuest(cell.hypervisor, guestId);
      if (guest === null || !isWanted(guest)) return true;
      // One that runs by a lease is started by who grants that; one that was about to leave may run elsewhere.
      if (guest.spec.failover || (await cell.hypervisor.isOnItsWay(guestId))) return false;
      await startGuest(cell, { operationId: '', guestId, boot: { type: 'disk' } }, signal);
      log.info({ guestId }, 'the guest was started with its host');
      return true;
    } catch (error) {
      if (signal.aborted || isTransient(error)) return false;
      const failures = (this.#failures.get(guestId) ?? 0) + 1;
      this.#failures.set(guestId, failures);
      if (failures < attemptsMax) return false;
      log.warn({ err: error, guestId }, 'the guest could not be started with its host');
      return true;
    }
  }
}

function isWanted(guest: CellGuest): boolean {
  return guest.spec.autoStart && isOff(guest);
}

/** For hypervisors that no host restarts under. */
export const neverDue: Pick<StartWithHost, 'has' | 'proceed'> = {
  has: () => false,
  proceed: async () => undefined,
};
