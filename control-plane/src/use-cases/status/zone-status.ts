import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { summarize, type ZoneStatus } from './summary.ts';

export async function zoneStatus(
  ports: Pick<Ports, 'store' | 'live' | 'limits' | 'clock'>,
  ctx: Context,
): Promise<ZoneStatus> {
  requireRight(ctx.actor, 'status.read');
  return (await summarize(ports)).zone;
}
