import type { GuestAccount } from '../../domain/guest.ts';
import type { Db } from '../db.ts';
import { prepared } from '../prepared.ts';

const byGuest = prepared((query, { id }: { id: string }) =>
  query.selectFrom('guest_accounts').select(['user_name as user', 'password']).where('guest_id', '=', id),
);
const upsert = prepared((query, { id, user, password }: GuestAccount & { id: string }) =>
  query
    .insertInto('guest_accounts')
    .values({ guest_id: id, user_name: user, password })
    .onConflict((conflict) =>
      conflict.column('guest_id').doUpdateSet((row) => ({
        user_name: row.ref('excluded.user_name'),
        password: row.ref('excluded.password'),
      })),
    ),
);

const remove = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('guest_accounts').where('guest_id', '=', id),
);

export async function getAccount(db: Db, id: string): Promise<GuestAccount | undefined> {
  return await byGuest.first(db, { id });
}

export async function setAccount(db: Db, id: string, { user, password }: GuestAccount): Promise<void> {
  await upsert.run(db, { id, user, password });
}

export async function forgetAccount(db: Db, id: string): Promise<void> {
  await remove.run(db, { id });
}
