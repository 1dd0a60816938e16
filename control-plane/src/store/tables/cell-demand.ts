/** Sums over a cell's guests, kept in the transaction that changes a guest: placement reads no guests. */
export interface CellDemandTable {
  cell_id: string;
  guests: number;
  cores: number;
  memory_bytes: number;
  disk_bytes: number;
  creating_memory_bytes: number;
  creating_disk_bytes: number;
}
