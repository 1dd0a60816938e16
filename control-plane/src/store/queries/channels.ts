import type { MonitorChannel } from '../../domain/session.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('channels');
const takeRow = prepared((query, { idHash, nowMs }: { idHash: string; nowMs: number }) =>
  query
    .deleteFrom('channels')
    .where('id_hash', '=', idHash)
    .where('expires_at_ms', '>', nowMs)
    .returningAll(),
);
const deleteOf = prepared((query, { guestId, userId }: { guestId: string; userId: string }) =>
  query.deleteFrom('channels').where('guest_id', '=', guestId).where('user_id', '=', userId),
);
const deleteExpired = prepared((query, { nowMs }: { nowMs: number }) =>
  query.deleteFrom('channels').where('expires_at_ms', '<=', nowMs),
);

export async function insert(db: Db, channel: MonitorChannel): Promise<void> {
  await insertRow(db, {
    id_hash: channel.idHash,
    guest_id: channel.guestId,
    credential_hash: channel.credentialHash,
    user_id: channel.userId,
    user_name: channel.userName,
    expires_at_ms: channel.expiresAtMs,
  });
}

export async function take(db: Db, idHash: string, nowMs: number): Promise<MonitorChannel | undefined> {
  const row = await takeRow.first(db, { idHash, nowMs });
  if (row === undefined) return undefined;
  return {
    idHash: row.id_hash,
    guestId: row.guest_id,
    credentialHash: row.credential_hash,
    userId: row.user_id,
    userName: row.user_name,
    expiresAtMs: row.expires_at_ms,
  };
}

export async function removeOf(db: Db, guestId: string, userId: string): Promise<void> {
  await deleteOf.run(db, { guestId, userId });
}

export async function removeExpired(db: Db, nowMs: number): Promise<void> {
  await deleteExpired.run(db, { nowMs });
}
