import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findZone } from '../zones/find-zone.ts';
import { requireDesktopAdministrator } from './desktop-access.ts';

/** What a project is made with that says nothing. @throws DomainError `forbidden`. */
export async function getDefaultSettings(
  ports: Pick<Ports, 'store' | 'desktops'>,
  ctx: Context,
): Promise<{ namePattern: string; zone: string }> {
  requireDesktopAdministrator(ctx);
  const { namePattern, zone } = ports.desktops;
  return { namePattern, zone: (await findZone(ports, zone))?.name ?? zone };
}
