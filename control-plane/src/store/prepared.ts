import type { Compilable, CompiledQuery, Insertable, Kysely } from 'kysely';
import { type Db, type Query, queryBuilder } from './db.ts';
import type { Tables } from './tables/index.ts';

/** Stands for a value while a query is compiled. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface Prepared<P, R> {
  all(db: Db, values: P): Promise<R[]>;
  first(db: Db, values: P): Promise<R | undefined>;
  /** Returns the number of rows changed. */
  run(db: Db, values: P): Promise<number>;
}

/**
 * A query that is built and compiled once, at its first use; afterwards only its values change.
 * `values.x` stands for the value of `x`; it may only be handed on to the query, never looked at.
 */
export function prepared<P extends object, R>(
  build: (query: Kysely<Tables>, values: P) => Compilable<R>,
): Prepared<P, R> {
  let compiled: CompiledQuery<R> | undefined;
  const query = (values: P): Query<R> => {
    compiled ??= build(queryBuilder, placeholders<P>()).compile();
    const named = values as Record<string, unknown>;
    const parameters = compiled.parameters.map((value) =>
      value instanceof Placeholder ? named[value.name] : value,
    );
    return { sql: compiled.sql, parameters };
  };
  return {
    all: (db, values) => db.all(query(values)),
    first: (db, values) => db.first(query(values)),
    run: (db, values) => db.run(query(values)),
  };
}

/** Inserts rows that all have the same columns, in the same order. */
export function preparedInsert<T extends keyof Tables>(
  table: T,
): (db: Db, row: Insertable<Tables[T]>) => Promise<number> {
  let text: string | undefined;
  return (db, row) => {
    text ??= queryBuilder.insertInto(table).values(row).compile().sql;
    return db.run({ sql: text, parameters: Object.values(row) });
  };
}

function placeholders<P extends object>(): P {
  return new Proxy({} as P, { get: (_, name) => new Placeholder(String(name)) });
}
