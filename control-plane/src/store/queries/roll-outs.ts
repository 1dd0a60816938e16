import { DomainError } from '../../../../proto/src/errors.ts';
import type { RollOut, RollOutState } from '../../domain/roll-out.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { DesktopRollOutsTable } from '../tables/desktops.ts';

const insertRow = preparedInsert('desktop_roll_outs');
const newest = prepared((query, { projectId }: { projectId: string }) =>
  query
    .selectFrom('desktop_roll_outs')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);
const atWork = prepared((query) =>
  query.selectFrom('desktop_roll_outs').selectAll().where('state', '=', 'running').orderBy('project_id'),
);
type End = { id: string; state: string; message: string | null; atMs: number };
const end = prepared((query, values: End) =>
  query
    .updateTable('desktop_roll_outs')
    .set({ state: values.state, message: values.message, finished_at_ms: values.atMs })
    .where('id', '=', values.id)
    .where('state', '=', 'running'),
);
const countFailure = prepared((query, { projectId }: { projectId: string }) =>
  query
    .updateTable('desktop_roll_outs')
    .set((row) => ({ failures: row('failures', '+', 1) }))
    .where('project_id', '=', projectId)
    .where('state', '=', 'running'),
);

export async function insert(db: Db, rollOut: RollOut): Promise<void> {
  const row = {
    id: rollOut.id,
    project_id: rollOut.projectId,
    image_id: rollOut.imageId,
    previous_image_id: rollOut.previousImageId,
    state: rollOut.state,
    batch: rollOut.batch,
    force_at_ms: rollOut.forceAtMs,
    failures: rollOut.failures,
    message: rollOut.message,
    created_at_ms: rollOut.createdAtMs,
    finished_at_ms: rollOut.finishedAtMs,
  };
  await refuseDuplicate(
    insertRow(db, row),
    () =>
      new DomainError('conflict', 'another image is being rolled out in this project: abort that first', {
        reason: 'roll_out_running',
        subject: { kind: 'project', id: rollOut.projectId },
      }),
  );
}

export async function latest(db: Db, projectId: string): Promise<RollOut | undefined> {
  const row = await newest.first(db, { projectId });
  return row && toRollOut(row);
}

export async function running(db: Db): Promise<RollOut[]> {
  return (await atWork.all(db, {})).map(toRollOut);
}

export async function finish(
  db: Db,
  id: string,
  state: RollOutState,
  message: string | null,
  atMs: number,
): Promise<boolean> {
  return (await end.run(db, { id, state, message, atMs })) > 0;
}

export async function noteFailure(db: Db, projectId: string): Promise<void> {
  await countFailure.run(db, { projectId });
}

function toRollOut(row: DesktopRollOutsTable): RollOut {
  return {
    id: row.id,
    projectId: row.project_id,
    imageId: row.image_id,
    previousImageId: row.previous_image_id,
    state: row.state as RollOutState,
    batch: row.batch,
    forceAtMs: row.force_at_ms,
    failures: row.failures,
    message: row.message,
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}
