/** Guests on their way to other cells: what those keep for them. */
import type { Guest } from '../../domain/guest.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import { addDemand, addReservation } from './demand.ts';
import { nameTaken } from './guest-name.ts';
import { toGuest } from './guest-rows.ts';

const insertMove = preparedInsert('guest_moves');
const moveOf = prepared((query, { id }: { id: string }) =>
  query.selectFrom('guest_moves').selectAll().where('guest_id', '=', id),
);
const deleteMove = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('guest_moves').where('guest_id', '=', id),
);
const allMoves = prepared((query) => query.selectFrom('guest_moves').select('cell_id as cellId'));
type Name = { pool: string; groupId: string; name: string };
const nameOnTheWay = prepared((query, values: Name) =>
  query
    .selectFrom('guest_moves')
    .select('guest_id')
    .where('pool', '=', values.pool)
    .where('group_id', '=', values.groupId)
    .where('name', '=', values.name),
);
const nameThere = prepared((query, values: Name) =>
  query
    .selectFrom('guests')
    .select('id')
    .where('pool', '=', values.pool)
    .where('group_id', '=', values.groupId)
    .where('name', '=', values.name),
);
const guestRow = prepared((query, { id }: { id: string }) =>
  query.selectFrom('guests').selectAll().where('id', '=', id),
);
type Place = { id: string; cellId: string; pool: string; storage: string };
const place = prepared((query, { id, cellId, pool, storage }: Place) =>
  query.updateTable('guests').set({ cell_id: cellId, pool, storage }).where('id', '=', id),
);

/** @throws DomainError `already_exists` if another guest with the name is on its way into the pool. */
export async function refuseNameOnTheWay(db: Db, guest: Guest): Promise<void> {
  const other = await nameOnTheWay.first(db, guest);
  if (other !== undefined && other.guest_id !== guest.id) throw nameTaken(guest);
}

export async function reserveMove(db: Db, id: string, to: Omit<Place, 'id'>): Promise<void> {
  await db.atomic(async (tx) => {
    const row = await guestRow.first(tx, { id });
    if (row === undefined) return;
    const guest = { ...toGuest(row), ...to };
    const namesake = await nameThere.first(tx, guest);
    if (namesake !== undefined && namesake.id !== id) throw nameTaken(guest);
    const { group_id, name, cores, memory_bytes, total_disk_bytes: disk_bytes } = row;
    const about = { guest_id: id, cell_id: to.cellId, pool: to.pool, storage: to.storage, group_id, name };
    const move = { ...about, cores, memory_bytes, disk_bytes };
    await refuseDuplicate(insertMove(tx, move), () => nameTaken(guest));
    await addReservation(tx, move, 1);
    tx.changed();
  });
}

export async function takeMove(db: Db, id: string): Promise<void> {
  await db.atomic(async (tx) => {
    const move = await moveOf.first(tx, { id });
    const row = await guestRow.first(tx, { id });
    if (move === undefined || row === undefined) return;
    await dropMove(tx, id);
    await addDemand(tx, row, -1);
    const { cell_id, pool, storage } = move;
    await place.run(tx, { id, cellId: cell_id, pool, storage });
    await addDemand(tx, { ...row, cell_id, pool, storage }, 1);
    tx.changed();
  });
}

export async function reservedMoves(db: Db): Promise<{ cellId: string }[]> {
  return await allMoves.all(db, {});
}

export async function dropMove(db: Db, id: string): Promise<void> {
  await db.atomic(async (tx) => {
    const move = await moveOf.first(tx, { id });
    if (move === undefined) return;
    await deleteMove.run(tx, { id });
    await addReservation(tx, move, -1);
    tx.changed();
  });
}
