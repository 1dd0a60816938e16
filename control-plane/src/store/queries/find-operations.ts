import type { ExpressionBuilder } from 'kysely';
import type { Operation } from '../../domain/operation.ts';
import type { OperationFilter, Page } from '../../use-cases/ports/index.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables/index.ts';
import type { OperationsTable } from '../tables/operations.ts';
import { toOperation } from './operation-rows.ts';

const unfinishedStates = ['pending', 'running', 'undoing'] as const;

const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('operations').selectAll().where('id', '=', id),
);
const stepsOf = prepared((query, { id }: { id: string }) =>
  query.selectFrom('operation_steps').selectAll().where('operation_id', '=', id).orderBy('position'),
);
const allUnfinished = prepared((query) =>
  query
    .selectFrom('operations')
    .selectAll()
    .where('state', 'in', unfinishedStates)
    .orderBy('created_at_ms')
    .orderBy('id'),
);

export async function get(db: Db, id: string): Promise<Operation | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toOperation(row, await stepsOf.all(db, { id }));
}

export async function list(db: Db, filter: OperationFilter, page: Page): Promise<Operation[]> {
  const query = queryBuilder
    .selectFrom('operations')
    .selectAll()
    .where((row) => conditions(row, filter))
    .orderBy('created_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset);
  return withSteps(db, await db.all(compiled(query)));
}

export async function count(db: Db, filter: OperationFilter): Promise<number> {
  const query = queryBuilder
    .selectFrom('operations')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where((row) => conditions(row, filter));
  return (await db.first(compiled(query)))?.total ?? 0;
}

export async function unfinished(db: Db): Promise<Operation[]> {
  return withSteps(db, await allUnfinished.all(db, {}));
}

export async function latest(
  db: Db,
  subject: { kind: string; id: string },
  kind?: string,
): Promise<Operation | undefined> {
  const filter: OperationFilter = kind === undefined ? { subject } : { subject, kind };
  return (await list(db, filter, { limit: 1, offset: 0 }))[0];
}

function conditions(row: ExpressionBuilder<Tables, 'operations'>, filter: OperationFilter) {
  const all = [];
  if (filter.state === 'unfinished') all.push(row('state', 'in', unfinishedStates));
  else if (filter.state !== undefined) all.push(row('state', '=', filter.state));
  if (filter.kind !== undefined) all.push(row('kind', '=', filter.kind));
  if (filter.actorId !== undefined) all.push(row('actor_id', '=', filter.actorId));
  if (filter.subject !== undefined) {
    all.push(row('subject_kind', '=', filter.subject.kind), row('subject_id', '=', filter.subject.id));
  }
  return row.and(all);
}

async function withSteps(db: Db, rows: readonly OperationsTable[]): Promise<Operation[]> {
  const operations: Operation[] = [];
  for (const row of rows) operations.push(toOperation(row, await stepsOf.all(db, { id: row.id })));
  return operations;
}
