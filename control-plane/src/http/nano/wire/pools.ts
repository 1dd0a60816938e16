import { z } from 'zod';
import type { PoolView } from '../../../use-cases/pools/list-pools.ts';
import type { PoolSettings } from '../../../use-cases/pools/pool-settings.ts';
import { flag, text } from '../../fields.ts';

/** What is left out is none: local storage, the bridge's own network, no failover. */
export const poolRequest = z.object({
  storage: text(200).default(''),
  network: text(200).default(''),
  failover: flag().default(false),
}) satisfies z.ZodType<PoolSettings>;

export function poolToWire(pool: PoolView) {
  const { name, enabled, cells, storage, network, failover } = pool;
  return { name, enabled, cells, storage, network, failover };
}
