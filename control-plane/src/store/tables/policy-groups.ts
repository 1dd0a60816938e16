export interface PolicyGroupsTable {
  id: string;
  name: string;
  description: string;
  owner_id: string;
  owner: string;
  group_id: string;
  group_name: string;
  enabled: number;
  global: number;
  default_action: string;
  /** JSON, in order. */
  rules: string;
  created_at_ms: number;
  modified_at_ms: number;
}
