/** Where guests are on their way to, with the room that they take there as it was when it was reserved. */
export interface GuestMovesTable {
  guest_id: string;
  cell_id: string;
  pool: string;
  storage: string;
  group_id: string;
  name: string;
  cores: number;
  memory_bytes: number;
  disk_bytes: number;
}
