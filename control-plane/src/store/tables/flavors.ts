export interface FlavorsTable {
  id: string;
  name: string;
  description: string;
  cores: number;
  memory_bytes: number;
  disk_bytes: number;
  created_at_ms: number;
}
