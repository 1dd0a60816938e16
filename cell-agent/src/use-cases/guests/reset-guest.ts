import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { pressOnce } from './press-once.ts';

/** Presses the reset button of the running guest. @throws as `pressOnce`. */
export function resetGuest(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'recentOperations'>,
  command: GuestCommand,
  signal: AbortSignal,
): Promise<CellGuest> {
  return pressOnce(cell, command, signal, (hypervisor) => hypervisor.resetGuest(command.guestId));
}
