import type { LeaseCell, RunLease } from '../../domain/failover.ts';
import type { Db } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { LeaseCellsTable } from '../tables/lease-cells.ts';
import type { RunLeasesTable } from '../tables/run-leases.ts';

type Key = { guestId: string; cellId: string };

const allLeases = prepared((query) => query.selectFrom('run_leases').selectAll());
const allCells = prepared((query) => query.selectFrom('lease_cells').selectAll());
const oneCell = prepared((query, { cellId }: { cellId: string }) =>
  query.selectFrom('lease_cells').selectAll().where('cell_id', '=', cellId),
);
const insertLease = prepared((query, row: RunLeasesTable) =>
  query
    .insertInto('run_leases')
    .columns(['guest_id', 'cell_id', 'state'])
    .expression((from) =>
      from
        .selectFrom('guests')
        .select((row_) => ['guests.id', row_.val(row.cell_id).as('cell_id'), row_.val(row.state).as('state')])
        .where('guests.id', '=', row.guest_id),
    )
    .onConflict((conflict) => conflict.columns(['guest_id', 'cell_id']).doUpdateSet({ state: row.state })),
);
const deleteLease = prepared((query, { guestId, cellId }: Key) =>
  query.deleteFrom('run_leases').where('guest_id', '=', guestId).where('cell_id', '=', cellId),
);
const putCell = prepared((query, row: LeaseCellsTable) =>
  query
    .insertInto('lease_cells')
    .values({
      cell_id: row.cell_id,
      duration_ms: row.duration_ms,
      taken_over_at_ms: row.taken_over_at_ms,
    })
    .onConflict((conflict) =>
      conflict
        .column('cell_id')
        .doUpdateSet({ duration_ms: row.duration_ms, taken_over_at_ms: row.taken_over_at_ms }),
    ),
);

export async function list(db: Db): Promise<RunLease[]> {
  const rows = await allLeases.all(db, {});
  return rows.map((row) => ({
    guestId: row.guest_id,
    cellId: row.cell_id,
    state: row.state === 'due' ? 'due' : 'running',
  }));
}

export async function put(db: Db, { guestId, cellId, state }: RunLease): Promise<void> {
  await insertLease.run(db, { guest_id: guestId, cell_id: cellId, state });
}

export async function remove(db: Db, guestId: string, cellId: string): Promise<void> {
  await deleteLease.run(db, { guestId, cellId });
}

export async function cells(db: Db): Promise<LeaseCell[]> {
  return (await allCells.all(db, {})).map(toCell);
}

export async function findCell(db: Db, cellId: string): Promise<LeaseCell | undefined> {
  const row = await oneCell.first(db, { cellId });
  return row === undefined ? undefined : toCell(row);
}

export async function putCellLease(db: Db, cell: LeaseCell): Promise<void> {
  await putCell.run(db, {
    cell_id: cell.cellId,
    duration_ms: cell.durationMs,
    taken_over_at_ms: cell.takenOverAtMs,
  });
}

function toCell(row: LeaseCellsTable): LeaseCell {
  return { cellId: row.cell_id, durationMs: row.duration_ms, takenOverAtMs: row.taken_over_at_ms };
}
