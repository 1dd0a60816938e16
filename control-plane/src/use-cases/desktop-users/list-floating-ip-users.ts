import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import type { Ports, UserFloatingIp } from '../ports/index.ts';

/** Users with a floating IP, of the domains that the caller administers. @throws DomainError `forbidden`. */
export async function listFloatingIpUsers(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
): Promise<UserFloatingIp[]> {
  requireDesktopAdministrator(ctx);
  const found: UserFloatingIp[] = [];
  for (const one of await store.userFloatingIps.list()) {
    const user = await store.users.get(one.userId);
    if (user && administersDomain(ctx.actor, user.domainId)) found.push(one);
  }
  return found;
}
