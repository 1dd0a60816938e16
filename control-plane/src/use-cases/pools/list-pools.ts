import type { ComputePool } from '../../domain/cell.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export type PoolView = ComputePool & { readonly cells: number };

/** All compute pools, sorted by name. Every session may see them: the creation dialogs need them. */
export async function listPools(ports: Pick<Ports, 'store'>, _ctx: Context): Promise<PoolView[]> {
  return ports.store.pools.list();
}
