export interface AddressAllocationsTable {
  pool: string;
  address: number;
  side: string;
  holder_kind: string;
  holder_id: string;
}
