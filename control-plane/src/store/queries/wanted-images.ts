import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertHold = preparedInsert('guest_images');
const hold = prepared((query, { id, sha256 }: { id: string; sha256: string }) =>
  query.selectFrom('guest_images').select('sha256').where('guest_id', '=', id).where('sha256', '=', sha256),
);
const contents = prepared((query) =>
  query.selectFrom('images').select('sha256').distinct().where('sha256', 'is not', null),
);
const bases = prepared((query) => query.selectFrom('guest_images').select('sha256').distinct());

/** The guest is to stand on the image, until `update` says what it stands on. */
export async function holdImage(db: Db, id: string, sha256: string): Promise<void> {
  await db.atomic(async (tx) => {
    if ((await hold.first(tx, { id, sha256 })) === undefined) await insertHold(tx, { guest_id: id, sha256 });
  });
}

export async function wantedHashes(db: Db): Promise<string[]> {
  const rows = [...(await contents.all(db, {})), ...(await bases.all(db, {}))];
  return [...new Set(rows.map(({ sha256 }) => sha256 ?? ''))].filter((sha256) => sha256 !== '');
}
