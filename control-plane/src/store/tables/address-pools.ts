export interface AddressPoolsTable {
  name: string;
  gateway: number;
  /** JSON: numbers. */
  dns: string;
  provider: string;
  mode: string;
  created_at_ms: number;
}
