import { z } from 'zod';
import type { AuditFilter, AuditRow } from '../../../use-cases/ports/index.ts';
import { digits, oneOf, text } from '../../fields.ts';
import { isoTime, paging, timestamp } from './common.ts';

const outcomes = ['accepted', 'done', 'refused', 'failed', 'cancelled'] as const;

export const listAuditQuery = z
  .object({
    actor: text(300),
    via: text(100),
    address: text(100),
    request_id: text(100),
    action: text(100),
    subject_kind: text(100),
    subject_id: text(300),
    outcome: oneOf(outcomes),
    since: timestamp(),
    until: timestamp(),
    before: digits(0, Number.MAX_SAFE_INTEGER),
  })
  .partial()
  .extend(paging);

export function toAuditFilter(query: z.output<typeof listAuditQuery>): AuditFilter {
  const { actor, via, address, request_id, action, subject_kind, subject_id, outcome } = query;
  const { since, until, before } = query;
  return {
    ...(actor !== undefined && { actorName: actor }),
    ...(via !== undefined && { via }),
    ...(address !== undefined && { address }),
    ...(request_id !== undefined && { requestId: request_id }),
    ...(action !== undefined && { action }),
    ...(subject_kind !== undefined && { subjectKind: subject_kind }),
    ...(subject_id !== undefined && { subjectId: subject_id }),
    ...(outcome !== undefined && { outcome }),
    ...(since !== undefined && { fromMs: since }),
    ...(until !== undefined && { toMs: until }),
    ...(before !== undefined && { beforeId: before }),
  };
}

export function auditToWire(row: AuditRow) {
  return {
    id: row.id,
    at: isoTime(row.atMs),
    action: row.action,
    subject: row.subject,
    outcome: row.outcome,
    details: row.details ?? null,
    actor: { name: row.actorName, via: row.via, address: row.address },
    request_id: row.requestId,
  };
}
