import type { Flavor } from '../../domain/flavor.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import type { Ports } from '../ports/index.ts';

/** Sorted by name. @throws DomainError `forbidden`. */
export async function listFlavors(ports: Pick<Ports, 'store'>, ctx: Context): Promise<Flavor[]> {
  requireDesktopAdministrator(ctx);
  return ports.store.flavors.list();
}
