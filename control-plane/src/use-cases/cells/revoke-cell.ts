import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Ends the trust in a cell for good: its link is closed and its certificate refused. Its name becomes free.
 * With `force` also while guests are placed on it: they stay in the database and count as lost.
 * @throws DomainError `not_found`, `conflict` with reason `cell_has_guests`.
 */
export async function revokeCell(
  ports: Pick<Ports, 'store' | 'cellLinks'>,
  ctx: Context,
  { cellId, force = false }: { cellId: string; force?: boolean },
): Promise<void> {
  requireRight(ctx.actor, 'cells.manage');
  const subject = { kind: 'cell', id: cellId };
  await ports.store.transaction(async (tx) => {
    const cell = await tx.cells.get(cellId);
    if (!cell || cell.revokedAtMs !== null) {
      throw new DomainError('not_found', `there is no cell '${cellId}'`, {
        reason: 'cell_not_found',
        subject,
      });
    }
    const guests = await tx.cells.countGuests(cellId);
    if (guests > 0 && !force) {
      throw new DomainError('conflict', `cell '${cell.name}' holds ${guests} guests`, {
        reason: 'cell_has_guests',
        subject,
        details: { guests },
      });
    }
    await tx.cells.update(cellId, { revokedAtMs: ctx.nowMs, pool: null });
    await tx.audit.append(ctx, {
      action: 'revoke-cell',
      subject,
      outcome: 'done',
      details: { name: cell.name, pool: cell.pool, guests },
    });
  });
  ports.cellLinks.refresh();
}
