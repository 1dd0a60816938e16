import type { Target, Token } from '../../domain/identity.ts';
import { fromSharedJson, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('tokens');
const byId = prepared((query, { idHash }: { idHash: string }) =>
  query.selectFrom('tokens').selectAll().where('id_hash', '=', idHash),
);
const deleteRow = prepared((query, { idHash }: { idHash: string }) =>
  query.deleteFrom('tokens').where('id_hash', '=', idHash),
);
const deleteOthers = prepared((query, { userId, keepIdHash }: { userId: string; keepIdHash: string }) =>
  query.deleteFrom('tokens').where('user_id', '=', userId).where('id_hash', '!=', keepIdHash),
);
const deleteScoped = prepared((query, { kind, id }: Target) =>
  query.deleteFrom('tokens').where('scope_kind', '=', kind).where('scope_id', '=', id),
);
const deleteExpired = prepared((query, { nowMs }: { nowMs: number }) =>
  query.deleteFrom('tokens').where('expires_at_ms', '<=', nowMs),
);

export async function insert(db: Db, token: Token): Promise<void> {
  await insertRow(db, {
    id_hash: token.idHash,
    audit_id: token.auditId,
    parent_audit_id: token.parentAuditId,
    user_id: token.userId,
    methods: toJson(token.methods),
    scope_kind: token.scope?.kind ?? null,
    scope_id: token.scope?.id ?? null,
    issued_at_ms: token.issuedAtMs,
    expires_at_ms: token.expiresAtMs,
  });
}

export async function get(db: Db, idHash: string): Promise<Token | undefined> {
  const row = await byId.first(db, { idHash });
  if (row === undefined) return undefined;
  return {
    idHash: row.id_hash,
    auditId: row.audit_id,
    parentAuditId: row.parent_audit_id,
    userId: row.user_id,
    methods: fromSharedJson(row.methods),
    scope:
      row.scope_kind === null || row.scope_id === null ? null : { kind: row.scope_kind, id: row.scope_id },
    issuedAtMs: row.issued_at_ms,
    expiresAtMs: row.expires_at_ms,
  };
}

export async function remove(db: Db, idHash: string): Promise<void> {
  await deleteRow.run(db, { idHash });
}

export async function endOthers(db: Db, userId: string, keepIdHash: string | null): Promise<void> {
  await deleteOthers.run(db, { userId, keepIdHash: keepIdHash ?? '' });
}

export async function endScoped(db: Db, { kind, id }: Target): Promise<void> {
  await deleteScoped.run(db, { kind, id });
}

export async function removeExpired(db: Db, nowMs: number): Promise<void> {
  await deleteExpired.run(db, { nowMs });
}
