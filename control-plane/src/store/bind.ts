import type { Db } from './db.ts';

/** Query functions with the database as their first argument already given. */
export type Bound<Queries> = {
  readonly [Name in keyof Queries]: Queries[Name] extends (db: Db, ...rest: infer Rest) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

export function bind<Queries extends object>(db: Db, queries: Queries): Bound<Queries> {
  const bound = Object.entries(queries).map(([name, query]) => [name, query.bind(null, db)]);
  return Object.fromEntries(bound);
}
