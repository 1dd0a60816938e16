export interface ProjectsTable {
  id: string;
  domain_id: string;
  name: string;
  description: string;
  enabled: number;
  created_at_ms: number;
  parent_id: string | null;
  is_domain: number;
  /** JSON. */
  tags: string;
}
