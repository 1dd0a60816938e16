import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findPool } from './find-pool.ts';
import type { PoolView } from './list-pools.ts';

/** @throws DomainError `not_found`. */
export async function getPool(
  ports: Pick<Ports, 'store'>,
  _ctx: Context,
  input: { pool: string },
): Promise<PoolView> {
  const pool = await findPool(ports.store, input.pool);
  const cells = await ports.store.cells.list({ pool: pool.name });
  return { ...pool, cells: cells.length };
}
