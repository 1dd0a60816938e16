import type { AuditEntry } from '../../domain/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import type { AuditStore, Page } from '../../use-cases/ports/store.ts';
import { fromJson, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('audit');
const newest = prepared((query, { limit, offset }: Page) =>
  query.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit).offset(offset),
);

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
}

/** Newest first. */
export async function list(db: Db, page: Page): Promise<Awaited<ReturnType<AuditStore['list']>>> {
  const rows = await newest.all(db, page);
  return rows.map((row) => ({
    id: row.id,
    atMs: row.at_ms,
    actorName: row.actor_name,
    via: row.via,
    address: row.address,
    requestId: row.request_id,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    outcome: row.outcome as AuditEntry['outcome'],
    ...(row.details === null ? {} : { details: fromJson<Record<string, unknown>>(row.details) }),
  }));
}
