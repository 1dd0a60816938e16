import type { FloatingIp } from '../../domain/floating-ip.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getFloatingIp(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<FloatingIp> {
  requireDesktopAdministrator(ctx);
  return (await store.userFloatingIps.find(input.id)) ?? missing('floating_ip', input.id);
}
