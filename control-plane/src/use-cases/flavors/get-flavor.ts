import type { Flavor } from '../../domain/flavor.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getFlavor(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Flavor> {
  requireDesktopAdministrator(ctx);
  return (await ports.store.flavors.get(input.id)) ?? missing('flavor', input.id);
}
