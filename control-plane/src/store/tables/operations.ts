export interface OperationsTable {
  id: string;
  kind: string;
  subject_kind: string;
  subject_id: string;
  actor_id: string;
  actor_name: string;
  via: string;
  request_id: string;
  state: string;
  progress: number;
  /** JSON. */
  error: string | null;
  /** JSON. */
  input: string;
  /** JSON. */
  result: string;
  cancellable: number;
  cancel_requested: number;
  created_at_ms: number;
  started_at_ms: number | null;
  finished_at_ms: number | null;
}
