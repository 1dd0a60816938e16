import type { StorageState } from '../../../../../proto/src/model-storages.ts';
import type { StorageUsage } from '../../../use-cases/storage-pools/storage-usage.ts';

/** Sizes are those that the cell sees; 0 while it is not attached. */
export function storageStateToWire({ name, attached, error, totalBytes, availableBytes }: StorageState) {
  return { name, attached, error, total_bytes: totalBytes, available_bytes: availableBytes };
}

export function storageUsageToWire({ pool, space, cells }: StorageUsage) {
  const { name, type, host, target } = pool;
  return {
    name,
    type,
    host,
    target,
    total_bytes: space?.totalBytes ?? null,
    used_bytes: space && space.totalBytes - space.availableBytes,
    cells: cells.map(({ cell, state }) => ({
      cell: cell.name,
      attached: state.attached,
      error: state.error,
    })),
  };
}
