export interface DrainedGuestsTable {
  cell_id: string;
  guest_id: string;
}
