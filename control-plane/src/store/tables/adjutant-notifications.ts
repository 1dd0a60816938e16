import type { Generated } from 'kysely';

export interface AdjutantNotificationsTable {
  sequence: Generated<number>;
  id: string;
  task_id: string | null;
  /** JSON. */
  notes: string;
  error: number;
  acknowledged: number;
  created_at_ms: number;
  warning_id: string | null;
}
