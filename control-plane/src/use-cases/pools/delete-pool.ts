import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import { someNames } from '../../domain/some-names.ts';
import type { Context } from '../context.ts';
import { refuseDesktopUse } from '../desktops/refuse-desktop-use.ts';
import type { Ports } from '../ports/index.ts';
import { findPool } from './find-pool.ts';

/** @throws DomainError `not_found`, `conflict` with reason `pool_not_empty` while it has cells. */
export async function deletePool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { pool: string },
): Promise<void> {
  requireRight(ctx.actor, 'pools.manage');
  await ports.store.transaction(async (tx) => {
    const pool = await findPool(tx, input.pool);
    const subject = { kind: 'pool', id: pool.name };
    const cells = await tx.cells.list({ pool: pool.name });
    if (cells.length > 0) {
      const names = someNames(cells.map(({ name }) => name));
      throw new DomainError('conflict', `pool '${pool.name}' still has ${cells.length} cell(s): ${names}`, {
        reason: 'pool_not_empty',
        subject,
        details: { cells: cells.length },
      });
    }
    await refuseDesktopUse(tx, subject, { zone: pool.name });
    await tx.pools.remove(pool.name);
    await tx.audit.append(ctx, { action: 'delete-pool', subject, outcome: 'done' });
  });
}
