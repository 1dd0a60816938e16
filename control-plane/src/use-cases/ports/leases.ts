import type { CellGuest, GuestCommand, GuestSpec } from '../../../../proto/src/model.ts';
import type {
  RenewLeasesReply,
  RenewLeasesRequest,
  SetFailoverRequest,
} from '../../../../proto/src/model-leases.ts';
import type { CallOptions } from './cell-gateway.ts';

/** The verbs of failover. */
export interface LeaseVerbs {
  renewLeases(cellId: string, request: RenewLeasesRequest, options: CallOptions): Promise<RenewLeasesReply>;
  setFailover(cellId: string, request: SetFailoverRequest, options: CallOptions): Promise<CellGuest>;
  adoptGuest(
    cellId: string,
    request: { operationId: string; spec: GuestSpec },
    options: CallOptions,
  ): Promise<CellGuest>;
  forgetGuest(
    cellId: string,
    request: GuestCommand & { force: boolean },
    options: CallOptions,
  ): Promise<void>;
}

/** Run leases as steps of operations need them. */
export interface Leases {
  /**
   * Lets the guest run on the cell, and has it run there (or elsewhere) from now on. Returns when the cell's keeper has
   * the lease; only then may the guest be started.
   * @throws DomainError `cell_unreachable`, with reason `keeper_unreachable` while the cell has no keeper.
   */
  grant(cellId: string, guestId: string, options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** The guest runs there now. */
  started(cellId: string, guestId: string): Promise<void>;
  /** The guest shall no longer run there, or needs no lease for it. */
  release(cellId: string, guestId: string): Promise<void>;
}

/** Cuts a lost cell off for certain, by the configured command. */
export interface Fence {
  /** Null: none is configured. @throws DomainError `internal` with reason `fencing_failed`. */
  readonly cut: ((cell: { readonly name: string; readonly address: string }) => Promise<void>) | null;
}
