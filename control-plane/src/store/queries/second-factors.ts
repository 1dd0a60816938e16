import type { SecondFactor } from '../../domain/second-factor.ts';
import { fromJson, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('second_factors');
const byUser = prepared((query, { userId }: { userId: string }) =>
  query.selectFrom('second_factors').selectAll().where('user_id', '=', userId),
);
const deleteRow = prepared((query, { userId }: { userId: string }) =>
  query.deleteFrom('second_factors').where('user_id', '=', userId),
);

export async function get(db: Db, userId: string): Promise<SecondFactor | undefined> {
  const row = await byUser.first(db, { userId });
  if (row === undefined) return undefined;
  return {
    userId: row.user_id,
    secret: row.secret,
    confirmedAtMs: row.confirmed_at_ms,
    lastStep: row.last_step,
    recoveryHashes: fromJson(row.recovery_hashes),
    createdAtMs: row.created_at_ms,
  };
}

export async function put(db: Db, factor: SecondFactor): Promise<void> {
  await db.atomic(async (tx) => {
    await deleteRow.run(tx, { userId: factor.userId });
    await insertRow(tx, {
      user_id: factor.userId,
      secret: factor.secret,
      confirmed_at_ms: factor.confirmedAtMs,
      last_step: factor.lastStep,
      recovery_hashes: toJson(factor.recoveryHashes),
      created_at_ms: factor.createdAtMs,
    });
  });
}

export async function remove(db: Db, userId: string): Promise<void> {
  await deleteRow.run(db, { userId });
}
