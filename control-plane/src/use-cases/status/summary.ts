/**
 * The sums behind zone, pool and cell status. They are derived, kept until guests, cells or pools change, and
 * at most a second old; a sum over very many guests rests for a while, so that counting never takes over.
 */
import type { Cell } from '../../domain/cell.ts';
import type { PoolView } from '../pools/list-pools.ts';
import type { Ports, Store } from '../ports/index.ts';
import { countGuestsByCell, type GuestCounts, noGuests, sumGuests } from './guest-counts.ts';
import { type Resources, resourcesOf, sumResources } from './resources.ts';

export type { GuestCounts } from './guest-counts.ts';
export type { Resources } from './resources.ts';

export interface CellStatus {
  readonly cell: Cell;
  readonly alive: boolean;
  readonly guests: GuestCounts;
  readonly resources: Resources;
}

export interface PoolStatus {
  readonly name: string;
  readonly enabled: boolean;
  readonly cells: { readonly offline: number; readonly online: number };
  readonly guests: GuestCounts;
  readonly resources: Resources;
  /** Sorted by name. */
  readonly cellStatus: readonly CellStatus[];
}

export interface ZoneStatus {
  readonly pools: { readonly disabled: number; readonly enabled: number };
  readonly cells: { readonly offline: number; readonly online: number };
  readonly guests: GuestCounts;
  readonly resources: Resources;
  readonly startedAtMs: number;
}

export interface Summary {
  readonly zone: ZoneStatus;
  /** Sorted by name. */
  readonly pools: readonly PoolStatus[];
}

type SummaryPorts = Pick<Ports, 'store' | 'live' | 'limits' | 'clock'>;

interface Kept {
  readonly summary: Promise<Summary>;
  readonly revisions: string;
  readonly takenAtMs: number;
  /** Until then it serves even if something changed. */
  restsUntilMs: number;
}

const maxAgeMs = 1000;
/** Counting takes at most a twentieth of the time. */
const restFactor = 20;
/** Cheap counts never rest, so that a change shows at once. */
const cheapMs = 5;

const kept = new WeakMap<Store, Kept>();
const keptCounts = new WeakMap<
  Store,
  { readonly revisions: string; readonly counts: ReadonlyMap<string, GuestCounts> }
>();

export function summarize(ports: SummaryPorts): Promise<Summary> {
  const nowMs = ports.clock.nowMs();
  const revisions = `${ports.store.revision} ${ports.live.revision}`;
  const last = kept.get(ports.store);
  const age = last === undefined ? Number.POSITIVE_INFINITY : nowMs - last.takenAtMs;
  if (
    last !== undefined &&
    age >= 0 &&
    age < maxAgeMs &&
    (last.revisions === revisions || nowMs < last.restsUntilMs)
  ) {
    return last.summary;
  }
  const summary = take(ports, revisions);
  const fresh = { summary, revisions, takenAtMs: nowMs, restsUntilMs: 0 };
  kept.set(ports.store, fresh);
  const startedAt = performance.now();
  summary.then(
    () => {
      const costMs = performance.now() - startedAt;
      if (costMs > cheapMs) fresh.restsUntilMs = ports.clock.nowMs() + restFactor * costMs;
    },
    () => kept.delete(ports.store),
  );
  return summary;
}

async function take(ports: SummaryPorts, revisions: string): Promise<Summary> {
  const [pools, cells, counts] = await Promise.all([
    ports.store.pools.list(),
    ports.store.cells.list(),
    countsAt(ports, revisions),
  ]);
  const statusByPool = Map.groupBy(
    cells.map((cell) => statusOfCell(ports, cell, counts.get(cell.id) ?? noGuests)),
    ({ cell }) => cell.pool,
  );
  const poolStatus = pools.map((pool) => statusOfPool(pool, statusByPool.get(pool.name) ?? []));
  return { zone: statusOfZone(poolStatus, ports.limits.startedAtMs), pools: poolStatus };
}

/** Counts stay right until something changes; only what cells use is read anew each second. */
async function countsAt(ports: SummaryPorts, revisions: string): Promise<ReadonlyMap<string, GuestCounts>> {
  const last = keptCounts.get(ports.store);
  if (last?.revisions === revisions) return last.counts;
  const counts = await countGuestsByCell(ports);
  keptCounts.set(ports.store, { revisions, counts });
  return counts;
}

function statusOfCell(ports: SummaryPorts, cell: Cell, guests: GuestCounts): CellStatus {
  const live = ports.live.cell(cell.id);
  return { cell, alive: live?.alive ?? false, guests, resources: resourcesOf(live) };
}

function statusOfPool(pool: PoolView, cells: readonly CellStatus[]): PoolStatus {
  const online = cells.filter(({ alive }) => alive).length;
  return {
    name: pool.name,
    enabled: pool.enabled,
    cells: { offline: cells.length - online, online },
    guests: sumGuests(cells.map(({ guests }) => guests)),
    resources: sumResources(cells.map(({ resources }) => resources)),
    cellStatus: cells,
  };
}

function statusOfZone(pools: readonly PoolStatus[], startedAtMs: number): ZoneStatus {
  const enabled = pools.filter((pool) => pool.enabled).length;
  return {
    pools: { disabled: pools.length - enabled, enabled },
    cells: {
      offline: pools.reduce((sum, pool) => sum + pool.cells.offline, 0),
      online: pools.reduce((sum, pool) => sum + pool.cells.online, 0),
    },
    guests: sumGuests(pools.map(({ guests }) => guests)),
    resources: sumResources(pools.map(({ resources }) => resources)),
    startedAtMs,
  };
}
