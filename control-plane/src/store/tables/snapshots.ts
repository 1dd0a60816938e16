export interface SnapshotsTable {
  guest_id: string;
  name: string;
  description: string;
  created_at_ms: number;
  running: number;
  parent: string;
  current: number;
}
