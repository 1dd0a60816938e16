/**
 * Networks for guests with addresses of an address pool, on a cell without a bridge: one for each subnet, whose bridge
 * has the pool's gateway as its address. Libvirt keeps it with NAT and without DHCP, which is the agent's own.
 */
import { createHash } from 'node:crypto';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { InterfaceSpec } from '../../../../../proto/src/model.ts';
import type { LibvirtClient } from '../client.ts';
import {
  connectListAllNetworks,
  networkCreate,
  networkDefineXml,
  networkDestroy,
  networkGetXmlDesc,
  networkIsActive,
  networkSetAutostart,
  networkUndefine,
} from '../rpc/procedures.ts';
import { buildPoolNetworkXml, countConnections } from './network-xml.ts';
import { addressIn, parseSubnet, type Subnet } from './subnet.ts';

export interface PoolNetwork {
  readonly name: string;
  readonly bridge: string;
  readonly subnet: Subnet;
  readonly gateway: string;
}

/**
 * Of an interface with a promised address.
 * @throws DomainError `unsupported` with reason `gateway_outside_network`.
 */
export function poolNetworkOf(
  cellId: string,
  { address, gateway }: Pick<InterfaceSpec, 'address' | 'gateway'>,
): PoolNetwork {
  if (gateway === '') {
    throw new DomainError(
      'unsupported',
      `the network of ${address} has no gateway, which a cell without a bridge needs`,
      { reason: 'gateway_outside_network' },
    );
  }
  const subnet = parseSubnet(address);
  const text = `${addressIn(subnet, 0)}-${subnet.prefix}`;
  const digest = createHash('sha256').update(`${cellId}/${text}/${gateway}`).digest('hex');
  // At most 15 characters, as the kernel allows.
  const bridge = `clp-${digest.slice(0, 11)}`;
  return { name: `${poolNetworkPrefix(cellId)}${text}-${digest.slice(0, 4)}`, bridge, subnet, gateway };
}

/** Makes sure that the network is there and active. What is there is as wanted: its name says all. */
export async function ensurePoolNetwork(client: LibvirtClient, wanted: PoolNetwork): Promise<void> {
  const networks = await client.call(connectListAllNetworks, 0);
  const existing = networks.find(({ name }) => name === wanted.name);
  const network = existing ?? (await client.call(networkDefineXml, buildPoolNetworkXml(wanted)));
  await client.call(networkSetAutostart, { network, autostart: true });
  if (!(await client.call(networkIsActive, network))) await client.call(networkCreate, network);
}

/** Removes those of the cell that no guest has a use for; one that a run is plugged into stays. */
export async function removePoolNetworks(
  client: LibvirtClient,
  cellId: string,
  wanted: ReadonlySet<string>,
): Promise<void> {
  for (const network of await client.call(connectListAllNetworks, 0)) {
    if (!network.name.startsWith(poolNetworkPrefix(cellId)) || wanted.has(network.name)) continue;
    const xml = await client.call(networkGetXmlDesc, { network, flags: 0 });
    if (countConnections(xml) > 0) continue;
    if (await client.call(networkIsActive, network)) await client.call(networkDestroy, network);
    await client.call(networkUndefine, network);
  }
}

/** More than eight digits of the cell's id: what begins so is removed when it has no use. */
function poolNetworkPrefix(cellId: string): string {
  return `cellar-pool-${cellId.replaceAll(/[^\w]/g, '').slice(0, 16).toLowerCase()}-`;
}
