import type { JoinTokenRecord } from '../../domain/cell.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { JoinTokensTable } from '../tables/join-tokens.ts';

const insertRow = preparedInsert('join_tokens');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('join_tokens').selectAll().where('id', '=', id),
);
const markUsed = prepared((query, { id, cellId, nowMs }: { id: string; cellId: string; nowMs: number }) =>
  query
    .updateTable('join_tokens')
    .set({ used_by_cell_id: cellId })
    .where('id', '=', id)
    .where('used_by_cell_id', 'is', null)
    .where('expires_at_ms', '>', nowMs),
);
const all = prepared((query) =>
  query.selectFrom('join_tokens').selectAll().orderBy('created_at_ms').orderBy('id'),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('join_tokens').where('id', '=', id),
);

export async function insert(db: Db, token: JoinTokenRecord): Promise<void> {
  await insertRow(db, {
    id: token.id,
    secret_hash: token.secretHash,
    created_at_ms: token.createdAtMs,
    expires_at_ms: token.expiresAtMs,
    used_by_cell_id: token.usedByCellId,
    pool: token.pool,
  });
}

export async function get(db: Db, id: string): Promise<JoinTokenRecord | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toToken(row);
}

export async function use(db: Db, id: string, cellId: string, nowMs: number): Promise<boolean> {
  return (await markUsed.run(db, { id, cellId, nowMs })) === 1;
}

export async function list(db: Db): Promise<JoinTokenRecord[]> {
  return (await all.all(db, {})).map(toToken);
}

export async function remove(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

function toToken(row: JoinTokensTable): JoinTokenRecord {
  return {
    id: row.id,
    secretHash: row.secret_hash,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    usedByCellId: row.used_by_cell_id,
    pool: row.pool,
  };
}
