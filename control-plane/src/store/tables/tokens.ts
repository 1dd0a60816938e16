export interface TokensTable {
  id_hash: string;
  audit_id: string;
  parent_audit_id: string | null;
  user_id: string;
  /** JSON. */
  methods: string;
  scope_kind: 'project' | 'domain' | null;
  scope_id: string | null;
  issued_at_ms: number;
  expires_at_ms: number;
}
