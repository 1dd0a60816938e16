import { DomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { poolStatus } from './pool-status.ts';
import type { CellStatus } from './summary.ts';

/** @throws DomainError `not_found` for an unknown pool, or a cell that is not in it. */
export async function cellStatus(
  ports: Pick<Ports, 'store' | 'live' | 'limits' | 'clock'>,
  ctx: Context,
  input: { pool: string; cell: string },
): Promise<CellStatus> {
  const { cellStatus: cells } = await poolStatus(ports, ctx, input);
  const status = cells.find(({ cell }) => cell.name === input.cell);
  if (status) return status;
  const shown = input.cell.slice(0, 80);
  throw new DomainError('not_found', `invalid cell '${shown}' in pool '${input.pool.slice(0, 80)}'`, {
    reason: 'cell_not_found',
    subject: { kind: 'cell', id: shown },
  });
}
