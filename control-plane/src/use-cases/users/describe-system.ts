import type { Ports } from '../ports/index.ts';

export interface SystemView {
  /** There is at least one user: the first run is over. */
  readonly ready: boolean;
  readonly maxCores: number;
  readonly maxMemoryBytes: number;
  readonly maxDiskBytes: number;
}

/** For anybody: whether the first run is over, and the limits of the creation dialogs. */
export async function describeSystem(ports: Pick<Ports, 'store' | 'limits'>): Promise<SystemView> {
  const { maxCores, maxMemoryBytes, maxDiskBytes } = ports.limits;
  return { ready: (await ports.store.users.count()) > 0, maxCores, maxMemoryBytes, maxDiskBytes };
}
