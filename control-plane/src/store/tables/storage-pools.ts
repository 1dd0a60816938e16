export interface StoragePoolsTable {
  name: string;
  id: string;
  type: string;
  host: string;
  target: string;
  begun: number;
  created_at_ms: number;
}
