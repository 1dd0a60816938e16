import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports } from '../ports/index.ts';
import { findCellInPool } from './find-cell.ts';

/** A disabled cell takes no new guests; those that it has go on, and are not started elsewhere should it be lost.
 * @throws DomainError `not_found`, `conflict` with reason `no_change`. */
export async function setCellEnabled(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { pool: string; cell: string; enabled: boolean },
): Promise<void> {
  requireRight(ctx.actor, 'cells.manage');
  const { enabled } = input;
  await ports.store.transaction(async (tx) => {
    const pool = await findPool(tx, input.pool);
    const cell = await findCellInPool(tx, pool.name, input.cell);
    const subject = { kind: 'cell', id: cell.id };
    if (cell.enabled === enabled) {
      throw new DomainError('conflict', `cell '${cell.name}' already ${enabled ? 'enabled' : 'disabled'}`, {
        reason: 'no_change',
        subject,
      });
    }
    await tx.cells.update(cell.id, { enabled });
    // It is in somebody's hands again.
    const leases = await tx.leases.findCell(cell.id);
    if (leases?.takenOverAtMs != null) await tx.leases.putCellLease({ ...leases, takenOverAtMs: null });
    await tx.audit.append(ctx, {
      action: enabled ? 'enable-cell' : 'disable-cell',
      subject,
      outcome: 'done',
      details: { cell: cell.name },
    });
  });
}
