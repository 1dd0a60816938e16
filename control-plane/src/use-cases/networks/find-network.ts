import { namedId } from '../named-id.ts';
import type { CountedAddressPool, Store } from '../ports/index.ts';

/** An address pool as the RS API knows it, by an id of its own. */
export interface Network {
  readonly id: string;
  readonly pool: CountedAddressPool;
}

/** Sorted by name. */
export async function allNetworks(store: Pick<Store, 'addressPools'>): Promise<Network[]> {
  return (await store.addressPools.list()).map((pool) => ({ id: networkId(pool.name), pool }));
}

/** @param id or the name. */
export async function findNetwork(
  store: Pick<Store, 'addressPools'>,
  id: string,
): Promise<Network | undefined> {
  const networks = await allNetworks(store);
  return networks.find((network) => network.id === id) ?? networks.find(({ pool }) => pool.name === id);
}

/** Of the network of that address pool. */
export function networkId(pool: string): string {
  return namedId('network', pool);
}
