import { isRunning } from '../../domain/live.ts';
import type { Ports } from '../ports/index.ts';

export interface GuestCounts {
  readonly stopped: number;
  readonly running: number;
  readonly lost: number;
  /** Guests on their way to another cell. */
  readonly migrating: number;
}

export const noGuests: GuestCounts = { stopped: 0, running: 0, lost: 0, migrating: 0 };

/** By cell id, from sums that are kept as guests come, go and change: no guest is looked at. */
export async function countGuestsByCell(
  ports: Pick<Ports, 'store' | 'live'>,
): Promise<ReadonlyMap<string, GuestCounts>> {
  const { guests: store } = ports.store;
  const [demand, moving, reserved] = await Promise.all([
    store.demandByCell(),
    store.migrating(),
    store.reservedMoves(),
  ]);
  const arriving = countBy(reserved.map(({ cellId }) => cellId));
  const leaving = countBy(moving.map(({ cellId }) => cellId));
  const runningOnTheWay = countBy(
    moving.flatMap(({ id }) => {
      const guest = ports.live.guest(id);
      return guest && isRunning(guest) ? [guest.cellId] : [];
    }),
  );
  const counts = demand.map(({ cellId, guests }) => {
    const migrating = leaving.get(cellId) ?? 0;
    const staying = guests - migrating - (arriving.get(cellId) ?? 0);
    if (!ports.live.cell(cellId)?.alive) return [cellId, { ...noGuests, lost: staying, migrating }] as const;
    const seenRunning = ports.live.runningGuests(cellId) - (runningOnTheWay.get(cellId) ?? 0);
    const running = Math.min(staying, seenRunning);
    return [cellId, { ...noGuests, running, stopped: staying - running, migrating }] as const;
  });
  return new Map(counts);
}

function countBy(cellIds: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const cellId of cellIds) counts.set(cellId, (counts.get(cellId) ?? 0) + 1);
  return counts;
}

export function sumGuests(parts: readonly GuestCounts[]): GuestCounts {
  return parts.reduce(
    (sum, part) => ({
      stopped: sum.stopped + part.stopped,
      running: sum.running + part.running,
      lost: sum.lost + part.lost,
      migrating: sum.migrating + part.migrating,
    }),
    noGuests,
  );
}
