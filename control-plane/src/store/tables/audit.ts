import type { Generated } from 'kysely';

/** Append-only: the database refuses changes and deletions. */
export interface AuditTable {
  id: Generated<number>;
  at_ms: number;
  actor_id: string;
  actor_name: string;
  via: string;
  address: string;
  request_id: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  outcome: string;
  /** JSON. */
  details: string | null;
}
