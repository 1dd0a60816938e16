export interface VolumesTable {
  id: string;
  project_id: string;
  name: string;
  description: string;
  size_bytes: number;
  storage: string;
  state: string;
  made: number;
  cell_id: string | null;
  guest_id: string | null;
  slot: number | null;
  attached_at_ms: number | null;
  due_at_ms: number;
  created_at_ms: number;
}
