import type { GuestAddress } from '../../../../../proto/src/model.ts';
import type { LibvirtClient } from '../client.ts';
import { domainRef } from '../guest-records.ts';
import { domainAgentSetResponseTimeout, domainInterfaceAddresses } from '../rpc/procedures.ts';

const SOURCE_AGENT = 1;
const IPV4 = 0;
const AGENT_TIMEOUT_SECONDS = 5;
/** Libvirt first asks for a sign of life, then the question itself. */
const CALL_TIMEOUT_MS = 15_000;

/** What the guest's agent says of the interfaces named; nothing when it does not answer. */
export async function askAgent(
  client: LibvirtClient,
  guestId: string,
  ethernetAddresses: ReadonlySet<string>,
): Promise<GuestAddress[]> {
  const domain = domainRef(guestId);
  const options = { timeoutMs: CALL_TIMEOUT_MS };
  try {
    // Without it libvirt waits for ever for an agent that hangs.
    const limit = { domain, timeoutSeconds: AGENT_TIMEOUT_SECONDS, flags: 0 };
    await client.call(domainAgentSetResponseTimeout, limit, options);
    const source = { domain, source: SOURCE_AGENT, flags: 0 };
    const interfaces = await client.call(domainInterfaceAddresses, source, options);
    return interfaces.flatMap(({ mac, addresses }) => {
      const ethernetAddress = mac?.toLowerCase() ?? '';
      if (!ethernetAddresses.has(ethernetAddress)) return [];
      return addresses
        .filter(({ family, address }) => family === IPV4 && !address.startsWith('169.254.'))
        .map(({ address }) => ({ ethernetAddress, address, source: 'agent' as const }));
    });
  } catch {
    return [];
  }
}
