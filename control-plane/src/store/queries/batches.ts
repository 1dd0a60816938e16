import type { Actor } from '../../domain/actor.ts';
import type { Batch, BatchItem, BatchKind, NewBatchItem } from '../../domain/batch.ts';
import type { OperationError } from '../../domain/operation.ts';
import { fromJson, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { BatchItemsTable } from '../tables/batch-items.ts';
import type { BatchesTable } from '../tables/batches.ts';

const insertBatch = preparedInsert('batches');
const insertItem = preparedInsert('batch_items');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('batches').selectAll().where('id', '=', id),
);
const allUnfinished = prepared((query) =>
  query
    .selectFrom('batches')
    .select('id')
    .where('finished_at_ms', 'is', null)
    .orderBy('created_at_ms')
    .orderBy('id'),
);
const allOfKind = prepared((query, { kind }: { kind: string }) =>
  query.selectFrom('batches').selectAll().where('kind', '=', kind).orderBy('created_at_ms').orderBy('id'),
);
const itemsOf = prepared((query, { id }: { id: string }) =>
  query
    .selectFrom('batch_items')
    .leftJoin('operations', 'operations.id', 'batch_items.operation_id')
    .selectAll('batch_items')
    .select('operations.progress')
    .where('batch_id', '=', id)
    .orderBy('position'),
);
type Submitted = { id: string; position: number; operationId: string; guestId: string; name: string };
const setOperation = prepared((query, values: Submitted) =>
  query
    .updateTable('batch_items')
    .set({ operation_id: values.operationId, guest_id: values.guestId, name: values.name })
    .where('batch_id', '=', values.id)
    .where('position', '=', values.position),
);
type Ended = { id: string; position: number; state: string; error: string | null };
const setEnd = prepared((query, values: Ended) =>
  query
    .updateTable('batch_items')
    .set({ state: values.state, error: values.error })
    .where('batch_id', '=', values.id)
    .where('position', '=', values.position),
);
/** The input may hold a password: it is of no use after the end. */
const setFinished = prepared((query, { id, nowMs }: { id: string; nowMs: number }) =>
  query.updateTable('batches').set({ finished_at_ms: nowMs, input: 'null' }).where('id', '=', id),
);
const deleteFinished = prepared((query, { beforeMs }: { beforeMs: number }) =>
  query.deleteFrom('batches').where('finished_at_ms', '<', beforeMs),
);

export async function insert(db: Db, batch: Batch, items: readonly NewBatchItem[]): Promise<void> {
  await db.atomic(async (tx) => {
    await insertBatch(tx, {
      id: batch.id,
      kind: batch.kind,
      actor: toJson(batch.actor),
      request_id: batch.requestId,
      address: batch.address,
      input: toJson(batch.input),
      created_at_ms: batch.createdAtMs,
      finished_at_ms: batch.finishedAtMs,
    });
    for (const [position, item] of items.entries()) {
      await insertItem(tx, {
        batch_id: batch.id,
        position,
        name: item.name,
        guest_id: item.guestId,
        ethernet_address: item.ethernetAddress,
        operation_id: null,
        state: 'waiting',
        error: null,
      });
    }
  });
}

export async function get(db: Db, id: string): Promise<Batch | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toBatch(row);
}

export async function list(db: Db, kind: BatchKind): Promise<Batch[]> {
  return (await allOfKind.all(db, { kind })).map(toBatch);
}

function toBatch(row: BatchesTable): Batch {
  return {
    id: row.id,
    kind: row.kind as BatchKind,
    actor: fromJson<Actor>(row.actor),
    requestId: row.request_id,
    address: row.address,
    input: fromJson(row.input),
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}

export async function items(db: Db, id: string): Promise<BatchItem[]> {
  return (await itemsOf.all(db, { id })).map(toItem);
}

export async function unfinished(db: Db): Promise<string[]> {
  return (await allUnfinished.all(db, {})).map((row) => row.id);
}

export async function noteOperation(
  db: Db,
  id: string,
  position: number,
  submitted: { operationId: string; guestId: string; name: string },
): Promise<void> {
  await setOperation.run(db, { id, position, ...submitted });
}

export async function endItem(
  db: Db,
  id: string,
  position: number,
  error: OperationError | null,
): Promise<void> {
  const end = error === null ? { state: 'done', error: null } : { state: 'failed', error: toJson(error) };
  await setEnd.run(db, { id, position, ...end });
}

export async function finish(db: Db, id: string, nowMs: number): Promise<void> {
  await setFinished.run(db, { id, nowMs });
}

export async function removeFinished(db: Db, beforeMs: number): Promise<void> {
  await deleteFinished.run(db, { beforeMs });
}

function toItem(row: BatchItemsTable & { progress: number | null }): BatchItem {
  return {
    position: row.position,
    name: row.name,
    guestId: row.guest_id,
    ethernetAddress: row.ethernet_address,
    operationId: row.operation_id,
    state: row.state as BatchItem['state'],
    error: row.error === null ? null : fromJson(row.error),
    progress: row.progress ?? 0,
  };
}
