import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type PoolStatus, summarize } from './summary.ts';

/** Every pool, sorted by name. */
export async function listPoolStatus(
  ports: Pick<Ports, 'store' | 'live' | 'limits' | 'clock'>,
  ctx: Context,
): Promise<readonly PoolStatus[]> {
  requireRight(ctx.actor, 'status.read');
  return (await summarize(ports)).pools;
}
