export interface CellsTable {
  id: string;
  name: string;
  pool: string | null;
  enabled: number;
  address: string;
  /** The host part of the address, for the keyword search. */
  host: string;
  joined_at_ms: number;
  revoked_at_ms: number | null;
}
