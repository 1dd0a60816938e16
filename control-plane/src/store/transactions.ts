import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../proto/src/errors.ts';
import type { Connection, Db, Query } from './db.ts';
import { isBusy } from './errors.ts';
import { Gate } from './gate.ts';

interface Scope {
  open: boolean;
  changed: boolean;
  /** Rows of the audit. */
  audited: number;
}

/** How long another process may hold the write lock. */
const busyForMs = 5_000;

/**
 * One connection, shared fairly: a transaction has it for itself, statements outside wait until it ends.
 * `outer` is for everybody, `inner` only for the work of the open transaction; each refuses to be used as the other.
 */
export class Transactions {
  readonly outer: Db;
  readonly inner: Db;
  readonly #connection: Connection;
  readonly #gate = new Gate();
  readonly #scopes = new AsyncLocalStorage<Scope>();
  readonly #onAudited: (rows: number) => void;
  #current: Scope | undefined;
  #revision = 0;

  /** @param onAudited called with the number of rows of the audit that are committed. */
  constructor(connection: Connection, onAudited: (rows: number) => void = () => {}) {
    this.#connection = connection;
    this.#onAudited = onAudited;
    connection.waitBriefly();
    this.outer = this.#db(
      (query) => this.#outside(query),
      (work) => this.run(work),
      {
        changed: () => {
          this.#revision += 1;
        },
        audited: () => this.#onAudited(1),
      },
    );
    this.inner = this.#db(
      async (query) => this.#inside(query),
      (work) => work(this.inner),
      {
        changed: () => {
          if (this.#current !== undefined) this.#current.changed = true;
        },
        audited: () => {
          if (this.#current !== undefined) this.#current.audited += 1;
        },
      },
    );
  }

  get revision(): number {
    return this.#revision;
  }

  /** Runs the work in a transaction. @throws Error if called inside one, whether by `outer` or by `inner`. */
  async run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    this.#refuseInside();
    await this.#gate.enter();
    const scope: Scope = { open: true, changed: false, audited: 0 };
    try {
      await this.#retryBusy(() => this.#connection.begin());
      this.#current = scope;
      const result = await this.#scopes.run(scope, () => work(this.inner));
      scope.open = false;
      this.#connection.commit();
      if (scope.changed) this.#revision += 1;
      if (scope.audited > 0) this.#onAudited(scope.audited);
      return result;
    } catch (error) {
      scope.open = false;
      this.#connection.rollback();
      throw error;
    } finally {
      this.#current = undefined;
      this.#gate.leave();
    }
  }

  /** Closes the connection once the open transaction has ended. */
  async close(): Promise<void> {
    await this.#gate.enter();
    this.#connection.close();
    this.#gate.leave();
  }

  #db(
    execute: <R>(query: Query<R>) => Promise<{ rows: R[]; changes: number }>,
    atomic: Db['atomic'],
    told: Pick<Db, 'changed' | 'audited'>,
  ): Db {
    return {
      all: async (query) => (await execute(query)).rows,
      first: async (query) => (await execute(query)).rows[0],
      run: async (query) => (await execute(query)).changes,
      atomic,
      ...told,
    };
  }

  async #outside<R>(query: Query<R>): Promise<{ rows: R[]; changes: number }> {
    this.#refuseInside();
    if (!this.#gate.held) {
      try {
        return this.#connection.execute(query);
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
    }
    await this.#gate.enter();
    try {
      return await this.#retryBusy(() => this.#connection.execute(query));
    } finally {
      this.#gate.leave();
    }
  }

  #inside<R>(query: Query<R>): { rows: R[]; changes: number } {
    const scope = this.#scopes.getStore();
    if (scope === undefined || scope !== this.#current || !scope.open) {
      throw new Error('the store of a transaction was used outside of it');
    }
    return this.#connection.execute(query);
  }

  /** Without this a transaction would wait for itself. */
  #refuseInside(): void {
    if (this.#scopes.getStore()?.open) {
      throw new Error('inside a transaction only the store of the transaction may be used');
    }
  }

  async #retryBusy<T>(work: () => T): Promise<T> {
    const deadline = performance.now() + busyForMs;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() > deadline) {
          throw new DomainError('timeout', 'another process keeps the database locked', {
            reason: 'database_busy',
            cause: error,
          });
        }
      }
      await delay(20);
    }
  }
}
