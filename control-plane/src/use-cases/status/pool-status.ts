import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type PoolStatus, summarize } from './summary.ts';

/** One pool with its cells. @throws DomainError `not_found`. */
export async function poolStatus(
  ports: Pick<Ports, 'store' | 'live' | 'limits' | 'clock'>,
  ctx: Context,
  input: { pool: string },
): Promise<PoolStatus> {
  requireRight(ctx.actor, 'status.read');
  const { pools } = await summarize(ports);
  const status = pools.find((pool) => pool.name === input.pool);
  if (status) return status;
  const shown = input.pool.slice(0, 80);
  throw new DomainError('not_found', `invalid pool '${shown}'`, {
    reason: 'pool_not_found',
    subject: { kind: 'pool', id: shown },
  });
}
