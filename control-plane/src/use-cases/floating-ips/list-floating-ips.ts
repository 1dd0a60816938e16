import type { FloatingIp } from '../../domain/floating-ip.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `forbidden`. */
export async function listFloatingIps({ store }: Pick<Ports, 'store'>, ctx: Context): Promise<FloatingIp[]> {
  requireDesktopAdministrator(ctx);
  return store.userFloatingIps.search();
}
