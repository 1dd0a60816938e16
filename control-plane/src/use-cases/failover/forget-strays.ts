import { DomainError, isTransient } from '../../../../proto/src/errors.ts';
import type { Cell } from '../../domain/cell.ts';
import type { Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { hasUnfinishedOperation } from './has-unfinished-operation.ts';

const timeoutMs = 90_000;

/**
 * Has a cell that is back give up its copies of guests that were started elsewhere meanwhile. One that still runs is
 * cut off; the disks are the other cell's by now and stay. Copies of guests that need no lease are left to people.
 */
export async function forgetStrays(
  ports: Pick<Ports, 'store' | 'live' | 'cells' | 'clock' | 'ids'>,
  cell: Cell,
): Promise<void> {
  const { store, live, cells, clock, ids } = ports;
  for (const guestId of [...(live.cell(cell.id)?.strangers ?? [])]) {
    const guest = await store.guests.get(guestId);
    if (guest === undefined || guest.cellId === cell.id || !guest.failover) continue;
    if (guest.phase !== 'ready' || (await hasUnfinishedOperation(store, guestId))) continue;
    try {
      await cells.forgetGuest(cell.id, { operationId: ids.uuid(), guestId, force: true }, { timeoutMs });
    } catch (error) {
      if (error instanceof DomainError && isTransient(error)) return;
      throw error;
    }
    await store.audit.append(systemContext({ clock, ids }), {
      action: 'forget-guest-copy',
      subject: { kind: 'guest', id: guestId },
      outcome: 'done',
      details: { name: guest.name, cell: cell.name },
    });
  }
}
