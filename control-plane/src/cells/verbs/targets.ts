import type { CallTarget } from '../link/call.ts';

/** The connection that a verb takes. @throws DomainError `not_found` (`cell_not_found`), `cell_unreachable`. */
export interface Targets {
  cell(cellId: string): CallTarget;
  /** Also notes that older messages about the guest are stale from now on. */
  guest(cellId: string, guestId: string): CallTarget;
  /** For a guest that the cell shall have from now on. */
  newGuest(cellId: string, guestId: string): CallTarget;
}
