import type { UserFloatingIp } from '../../use-cases/ports/user-floating-ip-store.ts';
import type { Db } from '../db.ts';
import { prepared } from '../prepared.ts';

const columns = ['user_id as userId', 'floating_ip_id as floatingIpId'] as const;
const ofUser = prepared((query, { userId }: { userId: string }) =>
  query.selectFrom('user_floating_ips').select(columns).where('user_id', '=', userId),
);
const all = prepared((query) => query.selectFrom('user_floating_ips').select(columns).orderBy('user_id'));

export async function get(db: Db, userId: string): Promise<UserFloatingIp | undefined> {
  return ofUser.first(db, { userId });
}

export async function list(db: Db): Promise<UserFloatingIp[]> {
  return all.all(db, {});
}
