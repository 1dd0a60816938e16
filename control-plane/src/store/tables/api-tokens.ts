export interface ApiTokensTable {
  id: string;
  name: string;
  user_id: string;
  secret_hash: string;
  /** JSON. */
  scope: string;
  created_at_ms: number;
  expires_at_ms: number;
  last_used_at_ms: number | null;
  last_used_address: string;
}
