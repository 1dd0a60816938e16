export interface SecondFactorsTable {
  user_id: string;
  secret: string;
  confirmed_at_ms: number | null;
  last_step: number;
  /** JSON. */
  recovery_hashes: string;
  created_at_ms: number;
}
