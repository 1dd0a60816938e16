export interface BatchItemsTable {
  batch_id: string;
  position: number;
  name: string;
  guest_id: string | null;
  ethernet_address: string | null;
  operation_id: string | null;
  state: string;
  /** JSON. */
  error: string | null;
}
