export interface LeaseCellsTable {
  cell_id: string;
  duration_ms: number;
  taken_over_at_ms: number | null;
}
