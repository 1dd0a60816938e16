export interface WarningsTable {
  id: string;
  code: string;
  cell_id: string;
  /** Empty: of the cell itself. */
  guest_id: string;
  message: string;
  first_seen_ms: number;
  last_seen_ms: number;
  count: number;
  acknowledged_at_ms: number | null;
  acknowledged_by: string | null;
  cleared_at_ms: number | null;
}
