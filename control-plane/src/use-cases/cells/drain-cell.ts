import { requireRight } from '../../domain/rights.ts';
import { acceptBatch, type BatchPorts } from '../batches/accept-batch.ts';
import type { Context } from '../context.ts';
import type { Store } from '../ports/index.ts';
import { findCell } from './find-cell.ts';

/**
 * Disables the cell, so that it takes no new guests, and has placement find other cells of its pool for those it has.
 * What could not move, and why, is said by the migration; null: the cell has no guests, or all of them are on their way.
 * @throws DomainError `not_found`.
 */
export async function drainCell(
  ports: BatchPorts,
  ctx: Context,
  input: { readonly cell: string },
): Promise<{ migrationId: string | null; guests: number }> {
  requireRight(ctx.actor, 'cells.manage');
  const cell = await findCell(ports.store, input.cell);
  const guests =
    cell.pool === null ? [] : await ports.store.guests.list({ scope: { all: true }, cellId: cell.id });
  // Those on their way leave without this.
  const staying = guests.filter(({ phase }) => phase !== 'migrating');
  const items = staying.map(({ id, name }) => ({ name, guestId: id, ethernetAddress: null }));
  const disable = async (tx: Store) => {
    await tx.cells.update(cell.id, { enabled: false });
    await tx.drains.remember(
      cell.id,
      guests.map(({ id }) => id),
    );
    await tx.audit.append(ctx, {
      action: 'drain-cell',
      subject: { kind: 'cell', id: cell.id },
      outcome: 'accepted',
      details: { cell: cell.name, guests: items.length },
    });
  };
  if (items.length === 0) {
    await ports.store.transaction(disable);
    return { migrationId: null, guests: 0 };
  }
  const plan = { sourceCellId: cell.id, targetPool: cell.pool ?? '', targetCellId: null };
  const { id } = await acceptBatch(ports, ctx, { kind: 'migrate-guest', input: plan, items, with: disable });
  return { migrationId: id, guests: items.length };
}
