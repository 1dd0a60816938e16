import type { CellGuest } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { validateGuestId } from './validate-spec.ts';

/** @throws DomainError `not_found`. */
export async function getGuest(cell: Pick<Cell, 'hypervisor'>, guestId: string): Promise<CellGuest> {
  validateGuestId(guestId);
  return await cell.hypervisor.getGuest(guestId);
}
