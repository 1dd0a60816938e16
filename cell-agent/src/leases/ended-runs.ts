/** A hypervisor that says of a guest that runs by leases why it is off: the lease keeper ended its run, or its host. */
import type { CellGuest } from '../../../proto/src/model.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import type { BootClock } from './boot-clock.ts';
import type { KeeperFile } from './keeper-file.ts';
import { type EndedRun, endedRuns } from './keeper-state.ts';
import type { LeaseKeeper } from './lease-keeper.ts';

/** Of a guest that is off and shall run, as its host has restarted. */
const AUTO_START_DUE = 'auto_start_due';

export function withEndedRuns<H extends Hypervisor>(
  hypervisor: H,
  keeper: Pick<LeaseKeeper, 'status'>,
  file: Pick<KeeperFile, 'load'>,
  clock: BootClock,
  /** Guests that wait for their start with the host. */
  due: { has(guestId: string): boolean },
): H {
  /** A dead keeper's file tells, too. */
  async function allEnded(): Promise<readonly EndedRun[]> {
    try {
      return (await keeper.status()).ended;
    } catch {
      const kept = await file.load().catch(() => null);
      return kept === null ? [] : endedRuns(kept, { bootId: clock.bootId, nowMs: clock.nowMs() });
    }
  }

  async function explain(guests: readonly CellGuest[]): Promise<CellGuest[]> {
    if (!guests.some(isExplicable)) return [...guests];
    const reasons = new Map((await allEnded()).map(({ guestId, reason }) => [guestId, reason]));
    return guests.map((guest) => {
      if (!isExplicable(guest)) return guest;
      const { id } = guest.spec;
      const stateReason = reasons.get(id) ?? (due.has(id) ? AUTO_START_DUE : undefined);
      return stateReason === undefined ? guest : { ...guest, stateReason };
    });
  }

  return {
    ...hypervisor,
    listGuests: async () => await explain(await hypervisor.listGuests()),
    async getGuest(guestId: string) {
      const guest = await hypervisor.getGuest(guestId);
      const [explained] = await explain([guest]);
      return explained ?? guest;
    },
  };
}

function isExplicable({ spec, state }: CellGuest): boolean {
  return spec.failover && state === 'stopped';
}
