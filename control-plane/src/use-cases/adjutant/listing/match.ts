import type { Condition, FieldValue } from '../../../domain/adjutant-filter.ts';

export type Row = Readonly<Record<string, FieldValue>>;

/** Whether all conditions hold. */
export function matches(conditions: readonly Condition[], row: Row): boolean {
  return conditions.every(({ field, test }) => test(row[field] ?? null));
}

/** What lists give: a page of the rows, and how many there are in all. */
export interface Listed<T> {
  readonly rows: readonly T[];
  readonly total: number;
}

export interface PageWish {
  /** Null: all. */
  readonly limit: number | null;
  readonly offset: number;
}

const chunk = 500;

/** Reads page after page of everything, keeps what fits, and gives the wished part of it. */
export async function search<T>(
  read: (page: { limit: number; offset: number }) => Promise<T[]>,
  fits: (row: T) => boolean | Promise<boolean>,
  { limit, offset }: PageWish,
): Promise<Listed<T>> {
  const rows: T[] = [];
  let total = 0;
  for (let at = 0; ; at += chunk) {
    const some = await read({ limit: chunk, offset: at });
    for (const row of some) {
      if (!(await fits(row))) continue;
      if (total >= offset && (limit === null || rows.length < limit)) rows.push(row);
      total += 1;
    }
    if (some.length < chunk) return { rows, total };
  }
}
