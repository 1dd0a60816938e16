import type { ExpressionBuilder } from 'kysely';
import type { Guest } from '../../domain/guest.ts';
import type { GuestFilter, Page } from '../../use-cases/ports/store.ts';
import { compiled, containsText, type Db, queryBuilder } from '../db.ts';
import type { Tables } from '../tables/index.ts';
import { toGuest } from './guest-rows.ts';
import { partsOf, type ScopePart } from './scope-parts.ts';

/** A migrating guest is there as any other. */
const createdPhases = ['ready', 'migrating'];

/** Sorted by name, then id. Each part of the scope is read in the order of an index, and only as far as needed. */
export async function list(db: Db, filter: GuestFilter, page?: Page): Promise<Guest[]> {
  const [first, ...others] = partsOf(filter.scope).map((part) => select(filter, part).selectAll('guests'));
  if (first === undefined) return [];
  const ordered = others
    .reduce((all, part) => all.unionAll(part), first)
    .orderBy('name')
    .orderBy('id')
    .$if(page !== undefined, (query) => query.limit(page?.limit ?? 0).offset(page?.offset ?? 0));
  return (await db.all(compiled(ordered))).map(toGuest);
}

export async function count(db: Db, filter: GuestFilter): Promise<number> {
  let total = 0;
  for (const part of partsOf(filter.scope)) {
    const query = select(filter, part).select((row) => row.fn.countAll<number>().as('total'));
    total += (await db.first(compiled(query)))?.total ?? 0;
  }
  return total;
}

function select(filter: GuestFilter, part: ScopePart) {
  let query = queryBuilder.selectFrom('guests');
  if (part.ownerId !== undefined) query = query.where('owner_id', '=', part.ownerId);
  if (part.groupId !== undefined) query = query.where('group_id', '=', part.groupId);
  if (part.notOwnerId !== undefined) query = query.where('owner_id', '!=', part.notOwnerId);
  if (filter.pool !== undefined) query = query.where('pool', '=', filter.pool);
  if (filter.cellId !== undefined) query = query.where('cell_id', '=', filter.cellId);
  if (filter.created !== undefined)
    query = query.where('phase', filter.created ? 'in' : 'not in', createdPhases);
  const keyword = filter.keyword ?? '';
  return keyword === '' ? query : query.where((row) => matches(row, keyword));
}

/** Cells and seen addresses are searched once a query, not once a guest. */
function matches(row: ExpressionBuilder<Tables, 'guests'>, keyword: string) {
  const cells = queryBuilder
    .selectFrom('cells')
    .select('id')
    .where((cell) =>
      cell.or([containsText(cell.ref('name'), keyword), containsText(cell.ref('host'), keyword)]),
    );
  const seen = queryBuilder
    .selectFrom('guest_seen')
    .select('guest_id')
    .where((guest) => containsText(guest.ref('address'), keyword));
  return row.or([
    containsText(row.ref('name'), keyword),
    containsText(row.ref('addresses'), keyword),
    row('cell_id', 'in', cells),
    row('id', 'in', seen),
  ]);
}
