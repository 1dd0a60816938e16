/** What the guests ask of each cell, kept as sums beside them. */
import type { CellDemand } from '../../use-cases/ports/store.ts';
import type { Db } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { CellDemandTable } from '../tables/cell-demand.ts';
import type { GuestMovesTable } from '../tables/guest-moves.ts';
import type { GuestsTable } from '../tables/guests.ts';

const add = prepared((query, sums: CellDemandTable) =>
  query
    .insertInto('cell_demand')
    .values({
      cell_id: sums.cell_id,
      guests: sums.guests,
      cores: sums.cores,
      memory_bytes: sums.memory_bytes,
      disk_bytes: sums.disk_bytes,
      creating_memory_bytes: sums.creating_memory_bytes,
      creating_disk_bytes: sums.creating_disk_bytes,
    })
    .onConflict((conflict) =>
      conflict.column('cell_id').doUpdateSet((row) => ({
        guests: row('cell_demand.guests', '+', row.ref('excluded.guests')),
        cores: row('cell_demand.cores', '+', row.ref('excluded.cores')),
        memory_bytes: row('cell_demand.memory_bytes', '+', row.ref('excluded.memory_bytes')),
        disk_bytes: row('cell_demand.disk_bytes', '+', row.ref('excluded.disk_bytes')),
        creating_memory_bytes: row(
          'cell_demand.creating_memory_bytes',
          '+',
          row.ref('excluded.creating_memory_bytes'),
        ),
        creating_disk_bytes: row(
          'cell_demand.creating_disk_bytes',
          '+',
          row.ref('excluded.creating_disk_bytes'),
        ),
      })),
    ),
);
const allCells = prepared((query) => query.selectFrom('cell_demand').selectAll().where('guests', '>', 0));
const oneCell = prepared((query, { cellId }: { cellId: string }) =>
  query.selectFrom('cell_demand').select('guests').where('cell_id', '=', cellId),
);

/** Adds to a cell's sums, or takes away, what a guest will ask of it that is still on its way there. */
export async function addReservation(
  db: Db,
  { cell_id, cores, memory_bytes, disk_bytes }: GuestMovesTable,
  sign: 1 | -1,
): Promise<void> {
  await add.run(db, {
    cell_id,
    guests: sign,
    cores: sign * cores,
    memory_bytes: sign * memory_bytes,
    disk_bytes: sign * disk_bytes,
    creating_memory_bytes: sign * memory_bytes,
    creating_disk_bytes: sign * disk_bytes,
  });
}

/** Adds what the guest asks to its cell's sums, or takes it away. */
export async function addDemand(db: Db, guest: GuestsTable, sign: 1 | -1): Promise<void> {
  const creating = guest.phase === 'creating' ? sign : 0;
  await add.run(db, {
    cell_id: guest.cell_id,
    guests: sign,
    cores: sign * guest.cores,
    memory_bytes: sign * guest.memory_bytes,
    disk_bytes: sign * guest.total_disk_bytes,
    creating_memory_bytes: creating * guest.memory_bytes,
    creating_disk_bytes: creating * guest.total_disk_bytes,
  });
}

export async function demandByCell(db: Db): Promise<CellDemand[]> {
  const rows = await allCells.all(db, {});
  return rows.map((row) => ({
    cellId: row.cell_id,
    guests: row.guests,
    cores: row.cores,
    memoryBytes: row.memory_bytes,
    diskBytes: row.disk_bytes,
    creatingMemoryBytes: row.creating_memory_bytes,
    creatingDiskBytes: row.creating_disk_bytes,
  }));
}

export async function guestsOnCell(db: Db, cellId: string): Promise<number> {
  return (await oneCell.first(db, { cellId }))?.guests ?? 0;
}
