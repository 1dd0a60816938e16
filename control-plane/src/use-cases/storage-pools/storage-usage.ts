import type { StorageState } from '../../../../proto/src/model-storages.ts';
import type { Cell } from '../../domain/cell.ts';
import type { StoragePool, StorageSpace } from '../../domain/storage-pool.ts';
import { stateOfStorage } from '../cells/cell-view.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { listStoragePools } from './list-storage-pools.ts';

export interface StorageUsage {
  readonly pool: StoragePool;
  /** Null while no cell has it attached. */
  readonly space: StorageSpace | null;
  readonly cells: readonly { readonly cell: Cell; readonly state: StorageState }[];
}

/** Each storage pool with what the cells that share it tell of it. @throws DomainError `forbidden`. */
export async function listStorageUsage(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
): Promise<StorageUsage[]> {
  const storagePools = await listStoragePools(ports, ctx);
  const computePools = new Map((await ports.store.pools.list()).map((pool) => [pool.name, pool]));
  const cells = await ports.store.cells.list();
  return storagePools.map((pool) => {
    const own = cells.filter((cell) => computePools.get(cell.pool ?? '')?.storage === pool.name);
    const states = own.map((cell) => ({ cell, state: stateOfStorage(ports.live, cell, pool.name) }));
    const space = states.find(({ state }) => state.attached && state.totalBytes > 0)?.state ?? null;
    return { pool, space, cells: states };
  });
}
