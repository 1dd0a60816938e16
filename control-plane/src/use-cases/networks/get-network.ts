import type { AddressRange } from '../../domain/address-pool.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { findNetwork, type Network } from './find-network.ts';

/** With its address ranges. @throws DomainError `forbidden`, `not_found`. */
export async function getNetwork(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Network & { readonly ranges: readonly AddressRange[] }> {
  requireDesktopAdministrator(ctx);
  const network = (await findNetwork(ports.store, input.id)) ?? missing('network', input.id);
  return { ...network, ranges: await ports.store.addressPools.ranges(network.pool.name) };
}
