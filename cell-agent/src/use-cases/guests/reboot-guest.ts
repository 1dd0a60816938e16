import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { pressOnce } from './press-once.ts';

/** Asks the running guest to reboot. @throws as `pressOnce`. */
export function rebootGuest(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'recentOperations'>,
  command: GuestCommand,
  signal: AbortSignal,
): Promise<CellGuest> {
  return pressOnce(cell, command, signal, (hypervisor) => hypervisor.rebootGuest(command.guestId));
}
