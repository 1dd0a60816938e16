import type { Selectable } from 'kysely';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiToken } from '../../domain/api-token.ts';
import { fromJson, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { ApiTokensTable } from '../tables/api-tokens.ts';

const insertRow = preparedInsert('api_tokens');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('api_tokens').selectAll().where('id', '=', id),
);
const bySecret = prepared((query, { secretHash }: { secretHash: string }) =>
  query.selectFrom('api_tokens').selectAll().where('secret_hash', '=', secretHash),
);
const updateUse = prepared((query, use: { id: string; atMs: number; address: string }) =>
  query
    .updateTable('api_tokens')
    .set({ last_used_at_ms: use.atMs, last_used_address: use.address })
    .where('id', '=', use.id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('api_tokens').where('id', '=', id),
);
const deleteExpired = prepared((query, { nowMs }: { nowMs: number }) =>
  query.deleteFrom('api_tokens').where('expires_at_ms', '<=', nowMs),
);

export async function insert(db: Db, token: ApiToken): Promise<void> {
  const row: ApiTokensTable = {
    id: token.id,
    name: token.name,
    user_id: token.userId,
    secret_hash: token.secretHash,
    scope: toJson(token.scope),
    created_at_ms: token.createdAtMs,
    expires_at_ms: token.expiresAtMs,
    last_used_at_ms: token.lastUsedAtMs,
    last_used_address: token.lastUsedAddress,
  };
  const taken = () =>
    new DomainError('already_exists', `an API token named '${token.name}' exists`, {
      reason: 'name_taken',
      subject: { kind: 'api-token', id: token.id },
    });
  await refuseDuplicate(insertRow(db, row), taken);
}

export async function get(db: Db, id: string): Promise<ApiToken | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toApiToken(row);
}

export async function findBySecret(db: Db, secretHash: string): Promise<ApiToken | undefined> {
  const row = await bySecret.first(db, { secretHash });
  return row === undefined ? undefined : toApiToken(row);
}

export async function list(
  db: Db,
  { userId }: { readonly userId?: string },
): Promise<(ApiToken & { readonly userName: string })[]> {
  const all = queryBuilder
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.user_id')
    .selectAll('api_tokens')
    .select('users.name as user_name')
    .orderBy('users.name')
    .orderBy('api_tokens.name');
  const query = userId === undefined ? all : all.where('api_tokens.user_id', '=', userId);
  return (await db.all(compiled(query))).map((row) => ({ ...toApiToken(row), userName: row.user_name }));
}

export async function noteUse(db: Db, id: string, use: { atMs: number; address: string }): Promise<void> {
  await updateUse.run(db, { id, ...use });
}

export async function remove(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

export async function removeExpired(db: Db, nowMs: number): Promise<void> {
  await deleteExpired.run(db, { nowMs });
}

function toApiToken(row: Selectable<ApiTokensTable>): ApiToken {
  return {
    id: row.id,
    name: row.name,
    userId: row.user_id,
    secretHash: row.secret_hash,
    scope: fromJson(row.scope),
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
    lastUsedAddress: row.last_used_address,
  };
}
