import { statusOf } from '../../domain/live.ts';
import type { Ports } from '../ports/index.ts';

export interface GuestCounts {
  readonly stopped: number;
  readonly running: number;
  readonly lost: number;
  /** Guests on their way to another cell. */
  readonly migrating: number;
}

export const noGuests: GuestCounts = { stopped: 0, running: 0, lost: 0, migrating: 0 };

/** Counted from the guests themselves, by cell id. */
export async function countGuestsByCell(
  ports: Pick<Ports, 'store' | 'live'>,
): Promise<ReadonlyMap<string, GuestCounts>> {
  const counts = new Map<string, { -readonly [Key in keyof GuestCounts]: number }>();
  for (const { id, cellId, phase } of await ports.store.guests.placements()) {
    const count = counts.get(cellId) ?? { ...noGuests };
    counts.set(cellId, count);
    const status = phase === 'migrating' ? phase : statusOf(ports.live.guest(id), ports.live.cell(cellId));
    count[status] += 1;
  }
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
