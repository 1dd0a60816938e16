import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import type { Ports } from '../ports/index.ts';
import { allNetworks, type Network } from './find-network.ts';

/** Sorted by name. @throws DomainError `forbidden`. */
export async function listNetworks(ports: Pick<Ports, 'store'>, ctx: Context): Promise<Network[]> {
  requireDesktopAdministrator(ctx);
  return allNetworks(ports.store);
}
