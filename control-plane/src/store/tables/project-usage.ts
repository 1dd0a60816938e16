export interface ProjectUsageTable {
  project_id: string;
  instances: number;
  cores: number;
  memory_bytes: number;
  disk_bytes: number;
  snapshots: number;
  addresses: number;
}

/** What an operation under way will take; it goes with the operation's end. */
export interface QuotaHoldsTable {
  operation_id: string;
  project_id: string;
  cores: number;
  memory_bytes: number;
  disk_bytes: number;
  snapshots: number;
}

export interface ProjectNetworksTable {
  project_id: string;
  address_pool: string | null;
  policy_group_id: string | null;
}
