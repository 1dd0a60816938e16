export interface JoinTokensTable {
  id: string;
  secret_hash: string;
  created_at_ms: number;
  expires_at_ms: number;
  used_by_cell_id: string | null;
  pool: string | null;
}
