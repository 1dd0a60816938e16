export interface PasswordHistoryTable {
  user_id: string;
  password_hash: string;
  replaced_at_ms: number;
}
