import type { NewPassword } from '../../use-cases/ports/user-store.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

/** More are never asked for. */
const longestHistory = 24;

const updatePassword = prepared((query, row: { id: string; passwordHash: string; atMs: number }) =>
  query
    .updateTable('users')
    .set({ password_hash: row.passwordHash, password_changed_at_ms: row.atMs, grace_logins_used: 0 })
    .where('id', '=', row.id),
);
const countGrace = prepared((query, { id }: { id: string }) =>
  query
    .updateTable('users')
    .set((row) => ({ grace_logins_used: row('grace_logins_used', '+', 1) }))
    .where('id', '=', id),
);
const insertHistory = preparedInsert('password_history');
const newestHistory = prepared((query, { userId, limit }: { userId: string; limit: number }) =>
  query
    .selectFrom('password_history')
    .select('password_hash')
    .where('user_id', '=', userId)
    .orderBy('replaced_at_ms', 'desc')
    .limit(limit),
);
const oldHistory = prepared((query, { userId, keep }: { userId: string; keep: number }) =>
  query
    .selectFrom('password_history')
    .select('password_hash')
    .where('user_id', '=', userId)
    .orderBy('replaced_at_ms', 'desc')
    .limit(1000)
    .offset(keep),
);
const deleteHistory = prepared((query, row: { userId: string; passwordHash: string }) =>
  query
    .deleteFrom('password_history')
    .where('user_id', '=', row.userId)
    .where('password_hash', '=', row.passwordHash),
);

export async function setPasswordHash(
  db: Db,
  id: string,
  { passwordHash, before, atMs }: NewPassword,
): Promise<void> {
  await db.atomic(async (tx) => {
    await updatePassword.run(tx, { id, passwordHash, atMs });
    await insertHistory(tx, { user_id: id, password_hash: before, replaced_at_ms: atMs });
    for (const row of await oldHistory.all(tx, { userId: id, keep: longestHistory }))
      await deleteHistory.run(tx, { userId: id, passwordHash: row.password_hash });
  });
}

export async function useGraceLogin(db: Db, id: string): Promise<void> {
  await countGrace.run(db, { id });
}

export async function passwordHistory(db: Db, userId: string, limit: number): Promise<string[]> {
  return (await newestHistory.all(db, { userId, limit })).map((row) => row.password_hash);
}
