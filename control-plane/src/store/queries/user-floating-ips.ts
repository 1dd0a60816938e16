import { sql } from 'kysely';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { FloatingIp } from '../../domain/floating-ip.ts';
import type { UserFloatingIp } from '../../use-cases/ports/user-floating-ip-store.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { FloatingIpsTable } from '../tables/desktops.ts';

const columns = ['user_id as userId', 'floating_ip_id as floatingIpId'] as const;
const ofUser = prepared((query, { userId }: { userId: string }) =>
  query.selectFrom('user_floating_ips').select(columns).where('user_id', '=', userId),
);
const all = prepared((query) => query.selectFrom('user_floating_ips').select(columns).orderBy('user_id'));
const insertAssignment = preparedInsert('user_floating_ips');
const deleteAssignment = prepared((query, { userId }: { userId: string }) =>
  query.deleteFrom('user_floating_ips').where('user_id', '=', userId),
);
const insertRow = preparedInsert('floating_ips');
const byId = prepared((query, { id }: { id: string }) =>
  query
    .selectFrom('floating_ips')
    .leftJoin('user_floating_ips', 'user_floating_ips.floating_ip_id', 'floating_ips.id')
    .selectAll('floating_ips')
    .select('user_id')
    .where('floating_ips.id', '=', id),
);
const every = prepared((query) =>
  query
    .selectFrom('floating_ips')
    .leftJoin('user_floating_ips', 'user_floating_ips.floating_ip_id', 'floating_ips.id')
    .selectAll('floating_ips')
    .select('user_id')
    .orderBy('network')
    .orderBy('created_at_ms')
    .orderBy('floating_ips.id'),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('floating_ips').where('id', '=', id),
);

const toGuest = prepared((query, { guestId }: { guestId: string }) =>
  query
    .selectFrom('floating_ips')
    .select('id')
    .where((where) => where.or([where('guest_id', '=', guestId), where('wanted_guest_id', '=', guestId)])),
);
const notAsWanted = prepared((query, { nowMs, limit }: { nowMs: number; limit: number }) =>
  query
    .selectFrom('floating_ips')
    .leftJoin('user_floating_ips', 'user_floating_ips.floating_ip_id', 'floating_ips.id')
    .selectAll('floating_ips')
    .select('user_id')
    .where(sql<boolean>`guest_id is not wanted_guest_id`)
    .where('due_at_ms', '<=', nowMs)
    .orderBy('due_at_ms')
    .orderBy('floating_ips.id')
    .limit(limit),
);

type Lead = Pick<FloatingIpsTable, 'guest_id' | 'wanted_guest_id' | 'due_at_ms'>;
const updateLead = prepared((query, row: Lead & { id: string }) =>
  query
    .updateTable('floating_ips')
    .set({
      guest_id: row.guest_id,
      wanted_guest_id: row.wanted_guest_id,
      due_at_ms: row.due_at_ms,
    })
    .where('id', '=', row.id),
);

export async function insert(db: Db, floatingIp: Omit<FloatingIp, 'userId'>): Promise<void> {
  const { id, network, address, description, createdAtMs } = floatingIp;
  const lead = {
    guest_id: floatingIp.guestId,
    wanted_guest_id: floatingIp.wantedGuestId,
    due_at_ms: floatingIp.dueAtMs,
  };
  await insertRow(db, { id, network, address, description, created_at_ms: createdAtMs, ...lead });
}

export async function lead(
  db: Db,
  id: string,
  change: Partial<Pick<FloatingIp, 'guestId' | 'wantedGuestId' | 'dueAtMs'>>,
): Promise<void> {
  await db.atomic(async (tx) => {
    const row = await byId.first(tx, { id });
    if (row === undefined) return;
    const { guestId, wantedGuestId, dueAtMs } = { ...toFloatingIp(row), ...change };
    await updateLead.run(tx, { id, guest_id: guestId, wanted_guest_id: wantedGuestId, due_at_ms: dueAtMs });
  });
}

export async function leadingTo(db: Db, guestId: string): Promise<FloatingIp[]> {
  const found: FloatingIp[] = [];
  for (const { id } of await toGuest.all(db, { guestId })) {
    const row = await byId.first(db, { id });
    if (row !== undefined) found.push(toFloatingIp(row));
  }
  return found;
}

export async function notLeading(db: Db, nowMs: number, limit: number): Promise<FloatingIp[]> {
  return (await notAsWanted.all(db, { nowMs, limit })).map(toFloatingIp);
}

export async function find(db: Db, id: string): Promise<FloatingIp | undefined> {
  const row = await byId.first(db, { id });
  return row && toFloatingIp(row);
}

export async function search(db: Db): Promise<FloatingIp[]> {
  return (await every.all(db, {})).map(toFloatingIp);
}

export async function removeFloatingIp(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

export async function get(db: Db, userId: string): Promise<UserFloatingIp | undefined> {
  return ofUser.first(db, { userId });
}

export async function list(db: Db): Promise<UserFloatingIp[]> {
  return all.all(db, {});
}

export async function assign(db: Db, { userId, floatingIpId }: UserFloatingIp): Promise<void> {
  await refuseDuplicate(
    insertAssignment(db, { user_id: userId, floating_ip_id: floatingIpId }),
    () =>
      new DomainError('already_exists', 'the user has a floating IP, or another user has this one', {
        reason: 'floating_ip_taken',
        subject: { kind: 'floating_ip', id: floatingIpId },
      }),
  );
}

export async function remove(db: Db, userId: string): Promise<boolean> {
  return (await deleteAssignment.run(db, { userId })) > 0;
}

function toFloatingIp(row: FloatingIpsTable & { user_id: string | null }): FloatingIp {
  const { id, network, address, description } = row;
  const about = { id, network, address, description, createdAtMs: row.created_at_ms };
  const { guest_id: guestId, wanted_guest_id: wantedGuestId, due_at_ms: dueAtMs } = row;
  return { ...about, userId: row.user_id, guestId, wantedGuestId, dueAtMs };
}
