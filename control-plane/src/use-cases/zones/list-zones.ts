import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import type { PoolView } from '../pools/list-pools.ts';
import type { Ports } from '../ports/index.ts';

/** Availability zones are the compute pools, sorted by name. @throws DomainError `forbidden`. */
export async function listZones(ports: Pick<Ports, 'store'>, ctx: Context): Promise<PoolView[]> {
  requireDesktopAdministrator(ctx);
  return ports.store.pools.list();
}
