export interface AddressRangesTable {
  pool: string;
  start_address: number;
  end_address: number;
  prefix: number;
  side: string;
  /** Among the ranges of the pool, in the order in which they were added. */
  position: number;
  next_address: number;
}
