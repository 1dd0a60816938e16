import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports } from '../ports/index.ts';
import { findCell } from './find-cell.ts';

/**
 * Puts an unallocated cell into a pool, whose storage it attaches by itself then.
 * @throws DomainError `not_found`, `conflict` with reason `cell_allocated`.
 */
export async function addCell(
  ports: Pick<Ports, 'store' | 'cellStorages'>,
  ctx: Context,
  input: { pool: string; cell: string },
): Promise<void> {
  requireRight(ctx.actor, 'cells.manage');
  await ports.store.transaction(async (tx) => {
    const pool = await findPool(tx, input.pool);
    const cell = await findCell(tx, input.cell);
    const subject = { kind: 'cell', id: cell.id };
    if (cell.pool !== null) {
      throw new DomainError('conflict', `cell '${cell.name}' already allocated to pool '${cell.pool}'`, {
        reason: 'cell_allocated',
        subject,
      });
    }
    await tx.cells.update(cell.id, { pool: pool.name });
    await tx.audit.append(ctx, {
      action: 'add-cell',
      subject,
      outcome: 'done',
      details: { cell: cell.name, pool: pool.name },
    });
  });
  ports.cellStorages.follow();
}
