export interface BatchesTable {
  id: string;
  kind: string;
  /** JSON. */
  actor: string;
  request_id: string;
  address: string;
  /** JSON. */
  input: string;
  created_at_ms: number;
  finished_at_ms: number | null;
}
