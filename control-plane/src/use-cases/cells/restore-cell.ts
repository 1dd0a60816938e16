import type { NewBatchItem } from '../../domain/batch.ts';
import { requireRight } from '../../domain/rights.ts';
import { acceptBatch, type BatchPorts } from '../batches/accept-batch.ts';
import type { Context } from '../context.ts';
import type { Store } from '../ports/index.ts';
import { findCell } from './find-cell.ts';

/**
 * Enables the cell again and, if asked, brings back what its drains have moved away and is still in its pool.
 * What could not move, and why, is said by the migration; null: nothing is to be moved.
 * @throws DomainError `not_found`.
 */
export async function restoreCell(
  ports: BatchPorts,
  ctx: Context,
  input: { readonly cell: string; readonly bringBack: boolean },
): Promise<{ migrationId: string | null; guests: number }> {
  requireRight(ctx.actor, 'cells.manage');
  const cell = await findCell(ports.store, input.cell);
  const items: NewBatchItem[] = [];
  for (const id of input.bringBack ? await ports.store.drains.guests(cell.id) : []) {
    const guest = await ports.store.guests.get(id);
    if (guest && guest.cellId !== cell.id && guest.pool === cell.pool)
      items.push({ name: guest.name, guestId: id, ethernetAddress: null });
  }
  const enable = async (tx: Store) => {
    await tx.cells.update(cell.id, { enabled: true });
    await tx.drains.forget(cell.id);
    await tx.audit.append(ctx, {
      action: 'restore-cell',
      subject: { kind: 'cell', id: cell.id },
      outcome: 'accepted',
      details: { cell: cell.name, guests: items.length },
    });
  };
  if (items.length === 0) {
    await ports.store.transaction(enable);
    return { migrationId: null, guests: 0 };
  }
  const plan = { sourceCellId: null, targetPool: cell.pool ?? '', targetCellId: cell.id };
  const { id } = await acceptBatch(ports, ctx, { kind: 'migrate-guest', input: plan, items, with: enable });
  return { migrationId: id, guests: items.length };
}
