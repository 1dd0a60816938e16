import type { GuestAddress } from '../../../../../proto/src/model.ts';
import type { AgentCalls } from '../agent/agent-calls.ts';
import { domainInterfaceAddresses } from '../rpc/procedures.ts';

const SOURCE_AGENT = 1;
const IPV4 = 0;

/** What the guest's agent says of the interfaces named; nothing when it does not answer. */
export async function askAgent(
  agents: Pick<AgentCalls, 'ask'>,
  guestId: string,
  ethernetAddresses: ReadonlySet<string>,
): Promise<GuestAddress[]> {
  const interfaces = await agents.ask(guestId, (client, domain, options) =>
    client.call(domainInterfaceAddresses, { domain, source: SOURCE_AGENT, flags: 0 }, options),
  );
  return (interfaces ?? []).flatMap(({ mac, addresses }) => {
    const ethernetAddress = mac?.toLowerCase() ?? '';
    if (!ethernetAddresses.has(ethernetAddress)) return [];
    return addresses
      .filter(({ family, address }) => family === IPV4 && !address.startsWith('169.254.'))
      .map(({ address }) => ({ ethernetAddress, address, source: 'agent' as const }));
  });
}
