export interface DomainsTable {
  id: string;
  name: string;
  description: string;
  enabled: number;
  created_at_ms: number;
}
