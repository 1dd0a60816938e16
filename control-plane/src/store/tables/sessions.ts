export interface SessionsTable {
  id_hash: string;
  user_id: string;
  user_name: string;
  group_id: string;
  group_name: string;
  /** JSON. */
  menus: string;
  address: string;
  created_at_ms: number;
  expires_at_ms: number;
}
