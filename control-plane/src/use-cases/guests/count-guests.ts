import type { GuestFilter, Store } from '../ports/index.ts';

interface KeptCounts {
  readonly revision: number;
  readonly byFilter: Map<string, number>;
}

const kept = new WeakMap<Store, KeptCounts>();
/** Filters of one revision; each user may have some. */
const keptMax = 1_000;

/**
 * How many guests match. A count reads as many index entries as there are guests, so it stays until a guest changes;
 * one with a keyword does not: that also looks at addresses, which come and go without a change.
 */
export async function countGuests(store: Store, filter: GuestFilter): Promise<number> {
  if (filter.keyword !== undefined) return await store.guests.count(filter);
  const { revision } = store;
  let counts = kept.get(store);
  if (counts?.revision !== revision || counts.byFilter.size >= keptMax) {
    counts = { revision, byFilter: new Map() };
    kept.set(store, counts);
  }
  const key = JSON.stringify(filter);
  const known = counts.byFilter.get(key);
  if (known !== undefined) return known;
  const total = await store.guests.count(filter);
  if (store.revision === revision) counts.byFilter.set(key, total);
  return total;
}
