import type { AuditRow } from '../../../use-cases/audit/list-audit.ts';
import { isoTime } from './common.ts';

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
