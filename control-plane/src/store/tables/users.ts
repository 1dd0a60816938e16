export interface UsersTable {
  id: string;
  domain_id: string;
  name: string;
  nick: string;
  mail: string;
  enabled: number;
  password_hash: string;
  created_at_ms: number;
  description: string;
  default_project_id: string | null;
  password_changed_at_ms: number;
  grace_logins_used: number;
}
