/** What a lost database could not learn again from the cells: where they are, and how pools and networks are set up. */
import type { AddressPool, AddressRange } from './address-pool.ts';
import type { Cell, ComputePool } from './cell.ts';
import type { StoragePool } from './storage-pool.ts';

export interface KeptCluster {
  readonly cells: readonly Cell[];
  readonly pools: readonly ComputePool[];
  readonly storagePools: readonly StoragePool[];
  readonly addressPools: readonly (AddressPool & { readonly ranges: readonly AddressRange[] })[];
}

export const nothingKept: KeptCluster = { cells: [], pools: [], storagePools: [], addressPools: [] };

/** Things that both know are the first one's. */
export function mergeKept(first: KeptCluster, second: KeptCluster): KeptCluster {
  return {
    cells: both(first.cells, second.cells, (cell) => cell.id),
    pools: both(first.pools, second.pools, (pool) => pool.name),
    storagePools: both(first.storagePools, second.storagePools, (pool) => pool.name),
    addressPools: both(first.addressPools, second.addressPools, (pool) => pool.name),
  };
}

function both<T>(first: readonly T[], second: readonly T[], keyOf: (one: T) => string): T[] {
  const known = new Set(first.map(keyOf));
  return [...first, ...second.filter((one) => !known.has(keyOf(one)))];
}
