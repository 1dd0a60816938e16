import type { Session } from '../../domain/session.ts';
import { fromSharedJson, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('sessions');
const byId = prepared((query, { idHash }: { idHash: string }) =>
  query.selectFrom('sessions').selectAll().where('id_hash', '=', idHash),
);
const setExpiry = prepared((query, { idHash, expiresAtMs }: { idHash: string; expiresAtMs: number }) =>
  query.updateTable('sessions').set({ expires_at_ms: expiresAtMs }).where('id_hash', '=', idHash),
);
const deleteOthers = prepared((query, { userId, keepIdHash }: { userId: string; keepIdHash: string }) =>
  query.deleteFrom('sessions').where('user_id', '=', userId).where('id_hash', '!=', keepIdHash),
);
const deleteExpired = prepared((query, { nowMs }: { nowMs: number }) =>
  query.deleteFrom('sessions').where('expires_at_ms', '<=', nowMs),
);

export async function insert(db: Db, session: Session): Promise<void> {
  await insertRow(db, {
    id_hash: session.idHash,
    user_id: session.userId,
    user_name: session.userName,
    group_id: session.groupId,
    group_name: session.groupName,
    menus: toJson(session.menus),
    address: session.address,
    created_at_ms: session.createdAtMs,
    expires_at_ms: session.expiresAtMs,
  });
}

export async function get(db: Db, idHash: string): Promise<Session | undefined> {
  const row = await byId.first(db, { idHash });
  if (row === undefined) return undefined;
  return {
    idHash: row.id_hash,
    userId: row.user_id,
    userName: row.user_name,
    groupId: row.group_id,
    groupName: row.group_name,
    menus: fromSharedJson(row.menus),
    address: row.address,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
  };
}

export async function extend(db: Db, idHash: string, expiresAtMs: number): Promise<void> {
  await setExpiry.run(db, { idHash, expiresAtMs });
}

export async function endOthers(db: Db, userId: string, keepIdHash: string | null): Promise<void> {
  await deleteOthers.run(db, { userId, keepIdHash: keepIdHash ?? '' });
}

export async function removeExpired(db: Db, nowMs: number): Promise<void> {
  await deleteExpired.run(db, { nowMs });
}
