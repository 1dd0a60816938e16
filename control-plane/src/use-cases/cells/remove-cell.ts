import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import { someNames } from '../../domain/some-names.ts';
import type { Context } from '../context.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports } from '../ports/index.ts';
import { findCellInPool } from './find-cell.ts';

/** Takes a cell out of its pool. @throws DomainError `not_found`, `conflict` with reason `cell_not_empty` while it has guests. */
export async function removeCell(
  ports: Pick<Ports, 'store' | 'cellStorages'>,
  ctx: Context,
  input: { pool: string; cell: string },
): Promise<void> {
  requireRight(ctx.actor, 'cells.manage');
  await ports.store.transaction(async (tx) => {
    const pool = await findPool(tx, input.pool);
    const cell = await findCellInPool(tx, pool.name, input.cell);
    const subject = { kind: 'cell', id: cell.id };
    const guests = await tx.cells.countGuests(cell.id);
    if (guests > 0) {
      const some = await tx.guests.list({ scope: { all: true }, cellId: cell.id }, { limit: 3, offset: 0 });
      const names = someNames(
        some.map(({ name }) => name),
        guests,
      );
      throw new DomainError('conflict', `cell '${cell.name}' still has ${guests} guest(s): ${names}`, {
        reason: 'cell_not_empty',
        subject,
        details: { guests },
      });
    }
    await tx.cells.update(cell.id, { pool: null });
    await tx.audit.append(ctx, {
      action: 'remove-cell',
      subject,
      outcome: 'done',
      details: { cell: cell.name, pool: pool.name },
    });
  });
  ports.cellStorages.follow();
}
