import type { LeaseCell, RunLease } from '../../domain/failover.ts';

/** Which guests may run, and shall, on which cell; and how long a lease may hold there. */
export interface LeaseStore {
  list(): Promise<RunLease[]>;
  /** Of a guest that is gone nothing is kept. */
  put(lease: RunLease): Promise<void>;
  remove(guestId: string, cellId: string): Promise<void>;
  cells(): Promise<LeaseCell[]>;
  findCell(cellId: string): Promise<LeaseCell | undefined>;
  putCellLease(cell: LeaseCell): Promise<void>;
}
