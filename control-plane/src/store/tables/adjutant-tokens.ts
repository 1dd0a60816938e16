export interface AdjutantTokensTable {
  id: string;
  secret_hash: string;
  task_id: string;
  created_at_ms: number;
  expires_at_ms: number;
}
