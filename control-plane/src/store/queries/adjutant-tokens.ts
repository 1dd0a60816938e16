import type { TaskToken } from '../../domain/adjutant.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { AdjutantTokensTable } from '../tables/adjutant-tokens.ts';

const insertRow = preparedInsert('adjutant_tokens');
const bySecret = prepared((query, { hash }: { hash: string }) =>
  query.selectFrom('adjutant_tokens').selectAll().where('secret_hash', '=', hash),
);
const all = prepared((query) =>
  query.selectFrom('adjutant_tokens').selectAll().orderBy('created_at_ms', 'desc').orderBy('id'),
);
const deleteOfTask = prepared((query, { taskId }: { taskId: string }) =>
  query.deleteFrom('adjutant_tokens').where('task_id', '=', taskId),
);
type Renewed = { taskId: string; hash: string; nowMs: number };
const setSecret = prepared((query, { taskId, hash, nowMs }: Renewed) =>
  query
    .updateTable('adjutant_tokens')
    .set({ secret_hash: hash })
    .where('task_id', '=', taskId)
    .where('expires_at_ms', '>', nowMs),
);
const deleteExpired = prepared((query, { nowMs }: { nowMs: number }) =>
  query.deleteFrom('adjutant_tokens').where('expires_at_ms', '<=', nowMs),
);

export async function insertToken(db: Db, token: TaskToken): Promise<void> {
  await insertRow(db, {
    id: token.id,
    secret_hash: token.secretHash,
    task_id: token.taskId,
    created_at_ms: token.createdAtMs,
    expires_at_ms: token.expiresAtMs,
  });
}

export async function findToken(db: Db, secretHash: string): Promise<TaskToken | undefined> {
  const row = await bySecret.first(db, { hash: secretHash });
  return row && toToken(row);
}

export async function renewTokenSecret(
  db: Db,
  taskId: string,
  hash: string,
  nowMs: number,
): Promise<boolean> {
  return (await setSecret.run(db, { taskId, hash, nowMs })) === 1;
}

export async function listTokens(db: Db): Promise<TaskToken[]> {
  return (await all.all(db, {})).map(toToken);
}

export async function removeTokensOf(db: Db, taskId: string): Promise<void> {
  await deleteOfTask.run(db, { taskId });
}

export function removeExpiredTokens(db: Db, nowMs: number): Promise<number> {
  return deleteExpired.run(db, { nowMs });
}

function toToken(row: AdjutantTokensTable): TaskToken {
  return {
    id: row.id,
    secretHash: row.secret_hash,
    taskId: row.task_id,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
  };
}
