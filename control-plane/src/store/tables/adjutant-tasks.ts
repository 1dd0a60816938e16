import type { Generated } from 'kysely';

export interface AdjutantTasksTable {
  sequence: Generated<number>;
  id: string;
  type: string;
  submitted_as: string;
  project_id: string | null;
  duplicate_key: string;
  revision: number;
  cancelled: number;
  approved: number;
  completed: number;
  created_at_ms: number;
  approved_at_ms: number | null;
  completed_at_ms: number | null;
  address: string;
  pending: string | null;
  /** JSON, as the following. */
  requester: string;
  approved_by: string;
  actions: string;
  task_notes: string;
  action_notes: string;
}
