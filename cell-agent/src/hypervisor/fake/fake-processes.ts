import type { GuestProcesses } from '../../leases/guest-processes.ts';
import type { ProcessIdentity } from '../../leases/keeper-state.ts';
import type { FakeGuest } from './state.ts';
import type { Store } from './store.ts';

/** What stands for the processes of fake guests: each start is another one. */
export function fakeProcesses(store: Store, crash: (guestId: string) => void): GuestProcesses {
  const runners = () => store.guests().filter((guest) => guest.state !== 'stopped');
  const find = ({ pid, startTicks }: ProcessIdentity) =>
    runners().find((guest) => pid === pidOf(guest) && startTicks === guest.startedAtMs);
  return {
    find(guestIds) {
      const running = new Map(runners().map((guest) => [guest.spec.id, guest]));
      return new Map(
        guestIds.flatMap((guestId) => {
          const guest = running.get(guestId);
          return guest === undefined ? [] : [[guestId, identify(guest)] as const];
        }),
      );
    },
    isAlive: (identity) => find(identity) !== undefined,
    kill(identity) {
      const guest = find(identity);
      if (guest !== undefined) crash(guest.spec.id);
    },
  };
}

function identify(guest: FakeGuest): ProcessIdentity {
  return { pid: pidOf(guest), startTicks: guest.startedAtMs };
}

/** Of the guest's id: the same for as long as it has that. */
function pidOf({ spec }: FakeGuest): number {
  return Number.parseInt(spec.id.replaceAll('-', '').slice(0, 12), 16) || 1;
}
