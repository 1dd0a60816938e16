import type { LibvirtClient } from '../client.ts';
import { networkGetDhcpLeases, networkLookupByName } from '../rpc/procedures.ts';

const IPV4 = 0;

/** Address by Ethernet address, of all leases of the cell's own network, if it has one, and of the agent's servers. */
export async function readLeases(
  client: LibvirtClient,
  networkName: string | null,
  servers: { leases(): Promise<ReadonlyMap<string, string>> },
): Promise<Map<string, string>> {
  const [ofNetwork, ofServers] = await Promise.all([networkLeases(client, networkName), servers.leases()]);
  return new Map([...ofNetwork, ...ofServers]);
}

async function networkLeases(
  client: LibvirtClient,
  networkName: string | null,
): Promise<ReadonlyMap<string, string>> {
  if (networkName === null) return new Map();
  try {
    const network = await client.call(networkLookupByName, networkName);
    const leases = await client.call(networkGetDhcpLeases, { network, mac: null });
    // Old leases stay in the list for a while: the one that ends last is the guest's.
    const current = leases
      .filter(({ family, mac }) => family === IPV4 && mac !== null)
      .sort((one, other) => one.expiresAtSeconds - other.expiresAtSeconds);
    return new Map(current.map(({ mac, address }) => [mac?.toLowerCase() ?? '', address]));
  } catch {
    return new Map();
  }
}
