/** The network of a cell without a bridge, kept by libvirt across restarts of the agent. */
import type { LibvirtClient } from '../client.ts';
import type { NetworkRef } from '../rpc/procedure.ts';
import {
  connectListAllNetworks,
  networkCreate,
  networkDefineXml,
  networkDestroy,
  networkGetXmlDesc,
  networkIsActive,
  networkSetAutostart,
} from '../rpc/procedures.ts';
import { chooseSubnet } from './choose-subnet.ts';
import { hostSubnets } from './host-subnets.ts';
import { buildNetworkXml, parseNetworkXml } from './network-xml.ts';
import { overlap, parseSubnet, type Subnet } from './subnet.ts';

const XML_INACTIVE = 1;

export function natNetworkName(cellId: string): string {
  return `cellar-${shortId(cellId)}`;
}

/** At most 15 characters, as the kernel allows. */
function bridgeName(cellId: string): string {
  return `cel-${shortId(cellId)}`;
}

function shortId(cellId: string): string {
  return cellId.replaceAll(/[^\w]/g, '').slice(0, 8).toLowerCase();
}

/**
 * Makes sure that the network is there and active. One that is as wanted is left alone, so its leases and its dnsmasq
 * go on; its subnet is kept unless another one is configured.
 * @param wantedSubnet as configured; null: any free one.
 */
export async function ensureNatNetwork(
  client: LibvirtClient,
  cellId: string,
  wantedSubnet: string | null,
): Promise<NetworkRef> {
  const name = natNetworkName(cellId);
  const bridge = bridgeName(cellId);
  const networks = await client.call(connectListAllNetworks, 0);
  const existing = networks.find((network) => network.name === name);
  if (existing !== undefined && (await isAsWanted(client, existing, wantedSubnet))) {
    if (!(await client.call(networkIsActive, existing))) await client.call(networkCreate, existing);
    return existing;
  }
  const others = networks.filter((network) => network.name !== name);
  const subnet = wantedSubnet === null ? await freeSubnet(client, others, bridge) : parseSubnet(wantedSubnet);
  if (existing !== undefined && (await client.call(networkIsActive, existing))) {
    await client.call(networkDestroy, existing);
  }
  const defined = await client.call(
    networkDefineXml,
    buildNetworkXml({ name, uuid: existing?.uuid, bridge, subnet }),
  );
  await client.call(networkSetAutostart, { network: defined, autostart: true });
  await client.call(networkCreate, defined);
  return defined;
}

async function isAsWanted(
  client: LibvirtClient,
  network: NetworkRef,
  wantedSubnet: string | null,
): Promise<boolean> {
  const { subnets } = parseNetworkXml(await client.call(networkGetXmlDesc, { network, flags: XML_INACTIVE }));
  const [subnet] = subnets;
  if (subnet === undefined || wantedSubnet === null) return subnet !== undefined;
  const wanted = parseSubnet(wantedSubnet);
  return overlap(subnet, wanted) && subnet.prefix === wanted.prefix;
}

async function freeSubnet(
  client: LibvirtClient,
  networks: readonly NetworkRef[],
  ownBridge: string,
): Promise<Subnet> {
  const descriptions = await Promise.all(
    networks.map((network) => client.call(networkGetXmlDesc, { network, flags: XML_INACTIVE })),
  );
  const libvirts = descriptions.flatMap((xml) => parseNetworkXml(xml).subnets);
  return chooseSubnet([...libvirts, ...(await hostSubnets(ownBridge))]);
}
