/** The only file that knows the SQL dialect: SQLite through better-sqlite3, built and compiled by kysely. */
import { closeSync, fchmodSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  type Compilable,
  DummyDriver,
  type Expression,
  Kysely,
  type RawBuilder,
  type SqlBool,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import { translate, unusableFile } from './errors.ts';
import type { Tables } from './tables/index.ts';

/** A compiled query. `R` is the row that it gives. */
export interface Query<R> {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly row?: R;
}

/** How query functions reach the database: the same inside and outside a transaction. */
export interface Db {
  all<R>(query: Query<R>): Promise<R[]>;
  first<R>(query: Query<R>): Promise<R | undefined>;
  /** Returns the number of rows changed. */
  run(query: Query<unknown>): Promise<number>;
  /** Several statements, all or nothing; inside a transaction a part of it. */
  atomic<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Tells that guests, cells or pools changed. */
  changed(): void;
  /** Tells that the audit has a row more. */
  audited(): void;
}

/** Builds and compiles queries; it runs none. */
export const queryBuilder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A query whose form depends on its input; `prepared` serves the others. */
export function compiled<R>(query: Compilable<R>): Query<R> {
  return query.compile();
}

const preparedStatementsMax = 500;

/** One connection to the database file; every statement is prepared once. */
export class Connection {
  readonly #sqlite: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  /**
   * Opens the file, or makes it with its folder, both for their owner only. SQLite gives its `-wal` and `-shm` files
   * the mode of the database file.
   */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(path, 'a', 0o600);
    fchmodSync(file, 0o600);
    closeSync(file);
    this.#sqlite = new Database(path, { timeout: 5_000 });
    try {
      this.#configure();
    } catch (error) {
      this.#sqlite.close();
      throw unusableFile(path, error);
    }
  }

  #configure(): void {
    this.#sqlite.pragma('journal_mode = WAL');
    this.#sqlite.pragma('synchronous = NORMAL');
    this.#sqlite.pragma('foreign_keys = ON');
    this.#sqlite.pragma('journal_size_limit = 67108864');
    this.#sqlite.pragma('cache_size = -65536');
  }

  /** @throws DomainError `no_capacity` with reason `disk_full`; else SQLite's own errors. */
  execute<R>({ sql: text, parameters }: Query<R>): { rows: R[]; changes: number } {
    try {
      const statement = this.#prepare(text);
      if (statement.reader) return { rows: statement.all(parameters) as R[], changes: 0 };
      return { rows: [], changes: statement.run(parameters).changes };
    } catch (error) {
      throw translate(error);
    }
  }

  #prepare(text: string): Database.Statement {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare(text);
    if (this.#statements.size >= preparedStatementsMax) {
      for (const oldest of this.#statements.keys()) {
        this.#statements.delete(oldest);
        break;
      }
    }
    this.#statements.set(text, statement);
    return statement;
  }

  /** From now on a busy database is hardly waited for: waiting blocks the whole process, so `Transactions` tries again. */
  waitBriefly(): void {
    this.#sqlite.pragma('busy_timeout = 10');
  }

  /** Takes the write lock at once, so that nothing inside meets a busy database. */
  begin(): void {
    this.execute({ sql: 'begin immediate', parameters: [] });
  }

  commit(): void {
    this.execute({ sql: 'commit', parameters: [] });
  }

  /** SQLite rolls back by itself on some errors; then nothing is left to do. */
  rollback(): void {
    if (this.#sqlite.inTransaction) this.execute({ sql: 'rollback', parameters: [] });
  }

  /** Runs statements separated by semicolons. */
  script(text: string): void {
    this.#sqlite.exec(text);
  }

  hasTable(name: string): boolean {
    const query = {
      sql: `select 1 from sqlite_master where type = 'table' and name = ?`,
      parameters: [name],
    };
    return this.execute(query).rows.length > 0;
  }

  /** Writes a complete copy to a file that is empty or absent. */
  copyTo(path: string): void {
    this.execute({ sql: 'vacuum into ?', parameters: [path] });
  }

  close(): void {
    this.#statements.clear();
    if (!this.#sqlite.open) return;
    this.#sqlite.pragma('optimize');
    this.#sqlite.close();
  }
}

/** Ends each `create table`: values must be of their column's type. */
export const tableOptions = 'strict';

/** A whole number up to 2^53. */
export const wholeNumber = 'integer';

/** A number that grows by itself and never comes again. */
export const growingKey = 'integer primary key autoincrement';

/** Makes the database refuse to change or delete rows. */
export function appendOnly(table: string): string {
  const refuse = (verb: string) =>
    `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end;`;
  return `${refuse('update')}\n${refuse('delete')}`;
}

/** True where the column holds the text, whatever the case of its ASCII letters. */
export function containsText(column: Expression<string>, text: string): RawBuilder<SqlBool> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`${column} like ${pattern} escape '\\'`;
}
