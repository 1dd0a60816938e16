import type { ComputePool } from '../../domain/cell.ts';
import type { Ports } from '../ports/index.ts';

/** What Nova calls its usual zone. */
const usualZoneAlias = 'nova';

/** The compute pool of that name; `nova` stands for the configured one unless there is one named so. */
export async function findZone(
  { store, desktops }: Pick<Ports, 'store' | 'desktops'>,
  name: string,
): Promise<ComputePool | undefined> {
  const pool = await store.pools.get(name);
  return pool ?? (name === usualZoneAlias ? store.pools.get(desktops.zone) : undefined);
}
