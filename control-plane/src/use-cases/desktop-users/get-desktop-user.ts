import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { accountOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

export interface DesktopUser {
  readonly id: string;
  readonly floatingIpId: string | null;
}

/** Of a domain that the caller administers. @throws DomainError `forbidden`, `not_found`. */
export async function getDesktopUser(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<DesktopUser> {
  requireDesktopAdministrator(ctx);
  const { id, domainId } = await accountOf(store, input.id);
  if (!administersDomain(ctx.actor, domainId)) return missing('user', input.id);
  return { id, floatingIpId: (await store.userFloatingIps.get(id))?.floatingIpId ?? null };
}
