import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import type {
  ArriveGuestRequest,
  Cookie,
  DepartGuestRequest,
  Departure,
  ExpectGuestRequest,
  LeaveGuestRequest,
  RefuseGuestRequest,
  SendGuestRequest,
} from '../../../../proto/src/model-migration.ts';
import type { CallOptions } from './cell-gateway.ts';

/** A guest's way from cell to cell; `migration.proto` has the order. */
export interface MigrationVerbs {
  departGuest(cellId: string, request: DepartGuestRequest, options: CallOptions): Promise<Departure>;
  expectGuest(cellId: string, request: ExpectGuestRequest, options: CallOptions): Promise<Cookie>;
  sendGuest(
    cellId: string,
    request: Omit<SendGuestRequest, 'target'> & { readonly targetCellId: string },
    options: CallOptions,
  ): Promise<Cookie>;
  arriveGuest(cellId: string, request: ArriveGuestRequest, options: CallOptions): Promise<Cookie>;
  admitGuest(cellId: string, request: GuestCommand, options: CallOptions): Promise<CellGuest>;
  leaveGuest(cellId: string, request: LeaveGuestRequest, options: CallOptions): Promise<void>;
  stayGuest(cellId: string, request: GuestCommand, options: CallOptions): Promise<void>;
  refuseGuest(cellId: string, request: RefuseGuestRequest, options: CallOptions): Promise<void>;
}

/** What was moved away from cells that were drained. */
export interface DrainStore {
  remember(cellId: string, guestIds: readonly string[]): Promise<void>;
  /** Ids, of guests that are gone too. */
  guests(cellId: string): Promise<string[]>;
  forget(cellId: string): Promise<void>;
}
