export interface ProjectQuotasTable {
  project_id: string;
  instances: number | null;
  cores: number | null;
  memory_bytes: number | null;
  disk_bytes: number | null;
  snapshots: number | null;
  addresses: number | null;
}
