export interface PoolsTable {
  name: string;
  enabled: number;
  storage: string;
  network: string;
  failover: number;
  created_at_ms: number;
}
