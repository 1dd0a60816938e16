import { sql } from 'kysely';
import type { Guest, GuestPhase } from '../../domain/guest.ts';
import { toFlag } from '../columns.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import { release } from './allocations.ts';
import { addDemand } from './demand.ts';
import { dropMove, refuseNameOnTheWay } from './guest-moves.ts';
import { nameTaken } from './guest-name.ts';
import { toGuest, toGuestRow } from './guest-rows.ts';

export { demandByCell } from './demand.ts';
export { hasEthernetAddress, holdEthernetAddress } from './ethernet-addresses.ts';
export { forgetAccount, getAccount, setAccount } from './guest-accounts.ts';
export { dropMove, reservedMoves, reserveMove, takeMove } from './guest-moves.ts';
export { loadSeen, saveSeen } from './guest-seen.ts';
export { count, list } from './list-guests.ts';
export { hasName, update } from './update-guest.ts';
export { holdImage } from './wanted-images.ts';

const insertRow = preparedInsert('guests');
const insertImage = preparedInsert('guest_images');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('guests').selectAll().where('id', '=', id),
);
const updatePhase = prepared((query, { id, phase }: { id: string; phase: string }) =>
  query.updateTable('guests').set({ phase }).where('id', '=', id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('guests').where('id', '=', id),
);
const migratingRows = prepared((query) =>
  query.selectFrom('guests').select(['id', 'cell_id as cellId']).where('phase', '=', sql.lit('migrating')),
);
type Group = Pick<Guest, 'pool' | 'groupId' | 'antiAffinity'>;
const antiAffinity = prepared((query, { pool, groupId, antiAffinity }: Group) =>
  query
    .selectFrom('guests')
    .select('cell_id')
    .distinct()
    .where('pool', '=', pool)
    .where('group_id', '=', groupId)
    .where('anti_affinity', '=', antiAffinity)
    .where('anti_affinity', '<>', sql.lit('')),
);
const unlike = prepared((query, values: { pool: string; failover: number; limit: number }) =>
  query
    .selectFrom('guests')
    .select('id')
    .where('pool', '=', values.pool)
    .where('failover', '=', values.failover)
    .where('phase', '=', 'ready')
    .limit(values.limit),
);
const antiAffinityOnTheWay = prepared((query, { pool, groupId, antiAffinity }: Group) =>
  query
    .selectFrom('guest_moves')
    .innerJoin('guests', 'guests.id', 'guest_moves.guest_id')
    .select('guest_moves.cell_id')
    .where('guest_moves.pool', '=', pool)
    .where('guest_moves.group_id', '=', groupId)
    .where('guests.anti_affinity', '=', antiAffinity)
    .where('guests.anti_affinity', '<>', sql.lit('')),
);
const imageUse = prepared((query, { sha256 }: { sha256: string }) =>
  query.selectFrom('guest_images').select('guest_id').where('sha256', '=', sha256).limit(1),
);

export async function insert(db: Db, guest: Guest): Promise<void> {
  const row = toGuestRow(guest);
  const images = new Set(guest.disks.map((disk) => disk.imageSha256).filter((sha256) => sha256 !== ''));
  await db.atomic(async (tx) => {
    await refuseNameOnTheWay(tx, guest);
    await refuseDuplicate(insertRow(tx, row), () => nameTaken(guest));
    for (const sha256 of images) await insertImage(tx, { guest_id: guest.id, sha256 });
    await addDemand(tx, row, 1);
    tx.changed();
  });
}

export async function get(db: Db, id: string): Promise<Guest | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toGuest(row);
}

export async function setPhase(db: Db, id: string, phase: GuestPhase): Promise<void> {
  await db.atomic(async (tx) => {
    const row = await byId.first(tx, { id });
    if (row === undefined || row.phase === phase) return;
    await addDemand(tx, row, -1);
    await updatePhase.run(tx, { id, phase });
    await addDemand(tx, { ...row, phase }, 1);
    tx.changed();
  });
}

export async function remove(db: Db, id: string): Promise<void> {
  await db.atomic(async (tx) => {
    const row = await byId.first(tx, { id });
    if (row === undefined) return;
    await addDemand(tx, row, -1);
    await dropMove(tx, id);
    await deleteRow.run(tx, { id });
    await release(tx, { kind: 'guest', id });
    tx.changed();
  });
}

export async function migrating(db: Db): Promise<{ id: string; cellId: string }[]> {
  return await migratingRows.all(db, {});
}

export async function cellsWithAntiAffinity(
  db: Db,
  { pool, groupId, antiAffinity: name }: Group,
): Promise<string[]> {
  const group = { pool, groupId, antiAffinity: name };
  const rows = [...(await antiAffinity.all(db, group)), ...(await antiAffinityOnTheWay.all(db, group))];
  return rows.map((row) => row.cell_id);
}

export async function unlikePool(db: Db, pool: string, failover: boolean, limit: number): Promise<string[]> {
  const rows = await unlike.all(db, { pool, failover: toFlag(failover), limit });
  return rows.map(({ id }) => id);
}

export async function usesImage(db: Db, sha256: string): Promise<boolean> {
  return (await imageUse.first(db, { sha256 })) !== undefined;
}
