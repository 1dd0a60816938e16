/**
 * What a host does for floating addresses: a table of nftables, a device that holds the addresses so that the host
 * answers ARP for them, and a rule that lets translated packets past what libvirt keeps from its networks. All of it is
 * named after the cell and outlasts the agent.
 */
import type { HostTools } from '../network/host-tools.ts';
import { type Binding, natMarks, natRules } from './nat-rules.ts';

const forwardPath = '/proc/sys/net/ipv4/ip_forward';

export class HostNat {
  readonly #tools: HostTools;
  readonly #table: string;
  readonly #device: string;
  readonly #passing: readonly string[];

  constructor(cellId: string, tools: HostTools) {
    const short = cellId.slice(0, 8).replaceAll(/\W/g, '_');
    this.#tools = tools;
    this.#table = `cellar_nat_${short}`;
    this.#device = `clf-${short}`;
    const mark = ['-m', 'connmark', '--mark', `${natMarks.arrived}/${natMarks.arrived}`];
    this.#passing = [...mark, '-m', 'comment', '--comment', this.#table, '-j', 'ACCEPT'];
  }

  /** The interface by which the host reaches the outside; null if there is none. */
  async defaultInterface(): Promise<string | null> {
    const { exitCode, output } = await this.#tools.call('ip', '-j', '-4', 'route', 'show', 'default');
    if (exitCode !== 0) return null;
    return (JSON.parse(output) as { dev?: string }[])[0]?.dev ?? null;
  }

  /** These bindings, at least one, and no others. @throws Error with what a tool said. */
  async replaceAll(bindings: readonly Binding[], outside: string): Promise<void> {
    await this.#tools.run('sh', '-c', `[ "$(cat ${forwardPath})" = 1 ] || echo 1 > ${forwardPath}`);
    await this.#nft(natRules(this.#table, outside, bindings));
    await this.#letPass();
    const fresh = await this.#hold(bindings.map(({ address }) => address));
    for (const address of fresh) await this.#announce(address, outside);
  }

  /** Somebody may have flushed all rules of the host, or put others before them. */
  async isThere(addresses: readonly string[]): Promise<boolean> {
    const tables = await this.#tools.call('nft', 'list', 'tables', 'ip');
    if (!tables.output.includes(`table ip ${this.#table}`) || !(await this.#passesFirst())) return false;
    const held = await this.#held();
    return addresses.length === held.length && addresses.every((one) => held.includes(one));
  }

  /** Whether anything is left of bindings before. */
  async hasAny(): Promise<boolean> {
    const tables = await this.#tools.call('nft', 'list', 'tables', 'ip');
    return tables.output.includes(`table ip ${this.#table}`) || (await this.#held()).length > 0;
  }

  /** Nothing is left. @throws Error with what a tool said. */
  async clear(): Promise<void> {
    await this.#tools.call('ip', 'link', 'delete', this.#device);
    await this.#removePassing();
    await this.#nft([`add table ip ${this.#table}`, `delete table ip ${this.#table}`]);
  }

  /** Before all others, since a rule that rejects has the last word. */
  async #letPass(): Promise<void> {
    if (await this.#passesFirst()) return;
    await this.#removePassing();
    await this.#tools.run('iptables', '-w', '5', '-I', 'FORWARD', '1', ...this.#passing);
  }

  async #passesFirst(): Promise<boolean> {
    const { output } = await this.#tools.call('iptables', '-w', '5', '-S', 'FORWARD', '1');
    return output.includes(this.#table);
  }

  async #removePassing(): Promise<void> {
    const remove = () => this.#tools.call('iptables', '-w', '5', '-D', 'FORWARD', ...this.#passing);
    while ((await remove()).exitCode === 0);
  }

  /** Returns those that it did not hold before. */
  async #hold(addresses: readonly string[]): Promise<string[]> {
    if ((await this.#tools.call('ip', 'link', 'show', 'dev', this.#device)).exitCode !== 0)
      await this.#tools.run('ip', 'link', 'add', this.#device, 'type', 'bridge');
    await this.#tools.run('ip', 'link', 'set', this.#device, 'up');
    const held = await this.#held();
    const fresh = addresses.filter((address) => !held.includes(address));
    for (const address of held.filter((one) => !addresses.includes(one)))
      await this.#tools.run('ip', 'address', 'delete', `${address}/32`, 'dev', this.#device);
    for (const address of fresh)
      await this.#tools.run('ip', 'address', 'replace', `${address}/32`, 'dev', this.#device);
    return fresh;
  }

  async #held(): Promise<string[]> {
    const { exitCode, output } = await this.#tools.call(
      'ip',
      '-j',
      '-4',
      'address',
      'show',
      'dev',
      this.#device,
    );
    if (exitCode !== 0) return [];
    const [link] = JSON.parse(output) as { addr_info?: { local: string }[] }[];
    return (link?.addr_info ?? []).map(({ local }) => local);
  }

  /** Neighbours that know it at another host learn at once; without the tool they find out by themselves. */
  async #announce(address: string, outside: string): Promise<void> {
    await this.#tools.call('arping', '-q', '-U', '-c', '1', '-w', '1', '-I', outside, '-s', address, address);
  }

  async #nft(commands: readonly string[]): Promise<void> {
    const input = `${commands.join('\n')}\n`;
    const { exitCode, output } = await this.#tools.feed('nft', ['-f', '-'], input);
    if (exitCode === 0) return;
    throw new Error(`nft failed: ${output.trim().slice(0, 2_000) || 'it is not installed or did not end'}`);
  }
}
