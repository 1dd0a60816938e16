export interface RunLeasesTable {
  guest_id: string;
  cell_id: string;
  state: string;
}
