export interface GuestsTable {
  id: string;
  name: string;
  owner_id: string;
  owner: string;
  group_id: string;
  group_name: string;
  pool: string;
  cell_id: string;
  phase: string;
  cores: number;
  memory_bytes: number;
  total_disk_bytes: number;
  /** JSON. */
  disks: string;
  /** JSON. */
  interfaces: string;
  /** The promised addresses without prefix, separated by blanks, for the keyword search. */
  addresses: string;
  /** JSON. */
  hardware: string;
  operating_system: string;
  admin_name: string;
  /** JSON. */
  modules: string;
  /** JSON. */
  cloud_init: string | null;
  /** JSON. */
  qos: string;
  /** JSON. */
  security_policy: string;
  auto_start: number;
  failover: number;
  anti_affinity: string;
  monitor_secret: string;
  image_id: string | null;
  created_at_ms: number;
  storage: string;
  project_id: string | null;
  /** JSON. */
  volumes: string;
  /** JSON. */
  floating_addresses: string;
}
