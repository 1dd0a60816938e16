import { DomainError } from '../../../../proto/src/errors.ts';
import { hostOf } from '../../domain/cell.ts';
import { type Guest, isInTheMaking } from '../../domain/guest.ts';
import { statusOf } from '../../domain/live.ts';
import type { Context } from '../context.ts';
import type { GuestFilter, Ports, Store } from '../ports/index.ts';
import { countGuests } from './count-guests.ts';
import { guestScope } from './guest-access.ts';
import type { GuestView } from './guest-view.ts';

export interface GuestSearch {
  readonly pool?: string | undefined;
  /** Name of a cell. */
  readonly cell?: string | undefined;
  readonly running?: boolean | undefined;
  readonly created?: boolean | undefined;
  readonly keyword?: string | undefined;
}

/** All guests that the caller may see and that match. @throws DomainError `not_found` for an unknown pool or cell. */
export async function searchGuests(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
  search: GuestSearch,
): Promise<GuestView[]> {
  const filter = await filterOf(ports, ctx, search);
  const views = await viewsOf(ports, await ports.store.guests.list(filter));
  if (search.running === undefined) return views;
  return views.filter((view) => (view.status === 'running') === search.running);
}

/** One page of them and how many there are in all; a page beyond the end is empty. */
export async function pageGuests(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
  search: Omit<GuestSearch, 'running'> & { readonly limit: number; readonly offset: number },
): Promise<{ guests: GuestView[]; total: number }> {
  const filter = await filterOf(ports, ctx, search);
  const guests = await ports.store.guests.list(filter, { limit: search.limit, offset: search.offset });
  return { guests: await viewsOf(ports, guests), total: await countGuests(ports.store, filter) };
}

async function filterOf(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  search: GuestSearch,
): Promise<GuestFilter> {
  const scope = await guestScope(ports, ctx.actor);
  const { pool, cell: cellName, created, keyword } = search;
  if (pool !== undefined && !(await ports.store.pools.get(pool))) {
    throw new DomainError('not_found', `invalid pool '${pool}'`, {
      reason: 'pool_not_found',
      subject: { kind: 'pool', id: pool },
    });
  }
  const cell = cellName === undefined ? undefined : await ports.store.cells.findByName(cellName);
  if (cellName !== undefined && (!cell || (pool !== undefined && cell.pool !== pool))) {
    throw new DomainError('not_found', `invalid cell '${cellName}'`, {
      reason: 'cell_not_found',
      subject: { kind: 'cell', id: cellName },
    });
  }
  return {
    scope,
    ...(pool !== undefined && { pool }),
    ...(cell && { cellId: cell.id }),
    ...(created !== undefined && { created }),
    ...(keyword !== undefined && keyword !== '' && { keyword }),
  };
}

async function viewsOf(ports: Pick<Ports, 'store' | 'live'>, guests: readonly Guest[]): Promise<GuestView[]> {
  if (guests.length === 0) return [];
  const cells = await placesOf(ports.store);
  const progress = await progressOfCreations(ports, guests);
  return guests.map((guest) => ({
    guest,
    status: statusOf(ports.live.guest(guest.id), ports.live.cell(guest.cellId)),
    live: ports.live.guest(guest.id),
    cell: cells.get(guest.cellId) ?? { name: '', host: '' },
    progress: progress.get(guest.id) ?? 100,
  }));
}

type Places = ReadonlyMap<string, { readonly name: string; readonly host: string }>;
const keptPlaces = new WeakMap<Store, { readonly revision: number; readonly places: Places }>();

/** Name and host of each cell; read again when something in the database has changed. */
async function placesOf(store: Store): Promise<Places> {
  const { revision } = store;
  const kept = keptPlaces.get(store);
  if (kept?.revision === revision) return kept.places;
  const cells = await store.cells.list();
  const places = new Map(cells.map(({ id, name, address }) => [id, { name, host: hostOf(address) }]));
  if (store.revision === revision) keptPlaces.set(store, { revision, places });
  return places;
}

async function progressOfCreations(
  ports: Pick<Ports, 'store'>,
  guests: readonly Guest[],
): Promise<Map<string, number>> {
  const creating = guests.filter(isInTheMaking);
  const operations = await Promise.all(
    creating.map((guest) => ports.store.operations.latest({ kind: 'guest', id: guest.id })),
  );
  return new Map(
    creating.map((guest, index) => [guest.id, Math.min(99, Math.floor(operations[index]?.progress ?? 0))]),
  );
}
