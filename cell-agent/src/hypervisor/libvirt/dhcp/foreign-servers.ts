/**
 * Other DHCP servers on a guest's network hear its question as well, and the faster answer wins. What they tell guests
 * that were promised an address is dropped on its way through the bridge; the agent's own server answers from the bridge
 * itself. Guests are told apart by the hardware address in the answer, since that may be broadcast.
 */
import type { HostTools } from '../network/host-tools.ts';

/** Of `chaddr` (RFC 2131, 2) behind the UDP header, and its length; in bits. */
const HARDWARE_ADDRESS = '@th,288,48';

export class ForeignServers {
  readonly #tools: HostTools;
  readonly #table: string;
  #told = '';

  constructor(tools: HostTools, cellId: string) {
    this.#tools = tools;
    this.#table = `bridge cellar_dhcp_${cellId.slice(0, 8).replaceAll(/\W/g, '_')}`;
  }

  /** In place of all that were to be kept from them so far. @throws Error with what nft said. */
  async keepFrom(ethernetAddresses: readonly string[]): Promise<void> {
    const numbers = ethernetAddresses.map((one) => `0x${one.replaceAll(':', '').toLowerCase()}`);
    const commands = [`add table ${this.#table}`, `delete table ${this.#table}`];
    if (numbers.length > 0) {
      const guests = [...new Set(numbers)].toSorted().join(', ');
      commands.push(
        `add table ${this.#table}`,
        `add chain ${this.#table} forward { type filter hook forward priority 0; policy accept; }`,
        `add rule ${this.#table} forward udp sport 67 udp dport 68 ${HARDWARE_ADDRESS} { ${guests} } drop`,
      );
    }
    const text = commands.join('; ');
    if (text === this.#told) return;
    // A host without nft has nothing to be taken back either.
    if (numbers.length === 0) await this.#tools.call('nft', text);
    else await this.#tools.run('nft', text);
    this.#told = text;
  }
}
