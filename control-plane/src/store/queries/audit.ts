import type { ExpressionBuilder, Selectable } from 'kysely';
import type { AuditEntry } from '../../domain/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import type { AuditFilter, AuditRow, Page } from '../../use-cases/ports/index.ts';
import { fromJson, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { preparedInsert } from '../prepared.ts';
import type { AuditTable } from '../tables/audit.ts';
import type { Tables } from '../tables/index.ts';

const insertRow = preparedInsert('audit');

export async function append(db: Db, context: Context, entry: AuditEntry): Promise<void> {
  await insertRow(db, {
    at_ms: context.nowMs,
    actor_id: context.actor.userId,
    actor_name: context.actor.userName,
    via: context.actor.via,
    address: context.address,
    request_id: context.requestId,
    action: entry.action,
    subject_kind: entry.subject.kind,
    subject_id: entry.subject.id,
    outcome: entry.outcome,
    details: entry.details === undefined ? null : toJson(entry.details),
  });
  db.audited();
}

/** Newest first. */
export async function list(db: Db, page: Page, filter: AuditFilter = {}): Promise<AuditRow[]> {
  const query = queryBuilder
    .selectFrom('audit')
    .selectAll()
    .where((row) => conditions(row, filter))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset);
  return (await db.all(compiled(query))).map(toAuditRow);
}

export async function since(db: Db, id: number, limit: number): Promise<AuditRow[]> {
  const query = queryBuilder.selectFrom('audit').selectAll().where('id', '>', id).orderBy('id').limit(limit);
  return (await db.all(compiled(query))).map(toAuditRow);
}

function conditions(row: ExpressionBuilder<Tables, 'audit'>, filter: AuditFilter) {
  const equal = [
    ['actor_name', filter.actorName],
    ['via', filter.via],
    ['address', filter.address],
    ['request_id', filter.requestId],
    ['action', filter.action],
    ['subject_kind', filter.subjectKind],
    ['subject_id', filter.subjectId],
    ['outcome', filter.outcome],
  ] as const;
  const all = equal.flatMap(([column, value]) => (value === undefined ? [] : [row(column, '=', value)]));
  if (filter.fromMs !== undefined) all.push(row('at_ms', '>=', filter.fromMs));
  if (filter.toMs !== undefined) all.push(row('at_ms', '<', filter.toMs));
  if (filter.beforeId !== undefined) all.push(row('id', '<', filter.beforeId));
  return row.and(all);
}

function toAuditRow(row: Selectable<AuditTable>): AuditRow {
  return {
    id: row.id,
    atMs: row.at_ms,
    actorId: row.actor_id,
    actorName: row.actor_name,
    via: row.via,
    address: row.address,
    requestId: row.request_id,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    outcome: row.outcome as AuditRow['outcome'],
    ...(row.details === null ? {} : { details: fromJson<Record<string, unknown>>(row.details) }),
  };
}
