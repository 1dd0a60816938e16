/**
 * Filters of tap devices in the host's nftables: two tables for each cell, whose every change is one transaction, so
 * that no packet meets half a filter. They outlast the agent and libvirt.
 */

import type { SecurityPolicy } from '../../../../../proto/src/model-policy.ts';
import { runCommand } from '../../../doctor/run-command.ts';
import { type FilteredTap, marks, receivingRules, sendingRules, sharedChains } from './filter-rules.ts';

/** A tap device with the policy of its guest. */
export interface TapFilter {
  readonly tap: FilteredTap;
  readonly policy: SecurityPolicy;
}

/**
 * How long the peers of a guest that has arrived may take to be heard. Longer than most programs keep a connection
 * without a sign of life.
 */
const arrivalSeconds = 600;

export class HostFilter {
  readonly #table: string;
  readonly #networkNamespace: string | null;

  /** @param networkNamespace file of libvirt's namespace; null if it has the agent's. */
  constructor(cellId: string, networkNamespace: string | null) {
    this.#table = `cellar_filter_${cellId.slice(0, 8).replaceAll(/\W/g, '_')}`;
    this.#networkNamespace = networkNamespace;
  }

  /** These filters and no others; of none nothing is left. @throws Error with what nftables said. */
  async replaceAll(filters: readonly TapFilter[]): Promise<void> {
    const tables = [`inet ${this.#table}`, `bridge ${this.#table}`];
    const clear = tables.flatMap((table) => [`add table ${table}`, `delete table ${table}`]);
    const chains = filters.flatMap((filter) => this.#chains(filter));
    await this.#run(chains.length === 0 ? clear : [...clear, ...this.#base(), ...chains]);
  }

  /** In place of what these devices had. */
  async set(filters: readonly TapFilter[]): Promise<void> {
    await this.#run([...this.#base(), ...filters.flatMap((filter) => this.#chains(filter))]);
  }

  async remove(tapNames: readonly string[]): Promise<void> {
    await this.#run([...this.#base(), ...tapNames.flatMap((name) => this.#withoutChains(name))]);
  }

  /** Lets TCP connections go on that these devices have from another host. */
  async letConnectionsGoOn(tapNames: readonly string[]): Promise<void> {
    const elements = tapNames.map((name) => `"${name}" timeout ${arrivalSeconds}s`).join(', ');
    const set = `element bridge ${this.#table} arrived`;
    const names = tapNames.map((name) => `"${name}"`).join(', ');
    await this.#run([
      ...this.#base(),
      `add ${set} { ${names} }`,
      `delete ${set} { ${names} }`,
      `add ${set} { ${elements} }`,
    ]);
  }

  /** Somebody may have flushed all rules of the host. */
  async isThere(): Promise<boolean> {
    const { output } = await this.#call(['list', 'tables']);
    return [`table inet ${this.#table}`, `table bridge ${this.#table}`].every((one) => output.includes(one));
  }

  /** Adds what is not there; what every packet passes is written anew. */
  #base(): string[] {
    const inet = `inet ${this.#table}`;
    const bridge = `bridge ${this.#table}`;
    const { answer, fromGuest, midstream } = marks;
    return [
      `add table ${inet}`,
      `add chain ${inet} note`,
      `flush chain ${inet} note`,
      `add rule ${inet} note ct state new meta mark & ${fromGuest} == ${fromGuest} ct mark set ct mark | ${fromGuest}`,
      `add rule ${inet} note ct direction reply ct mark & ${fromGuest} == ${fromGuest} meta mark set meta mark | ${answer}`,
      `add rule ${inet} note ct state new meta mark & ${fromGuest} == 0 tcp flags & (fin | syn | rst | ack) == ack ct mark set ct mark | ${midstream} meta mark set meta mark | ${midstream}`,
      // It was let through to a guest that had just arrived, and was answered.
      `add rule ${inet} note ct state established ct direction original ct mark & ${midstream} == ${midstream} meta mark set meta mark | ${answer}`,
      // Errors about what passes anyway, of routers that it does not fit through.
      `add rule ${inet} note ct state related meta mark set meta mark | ${answer}`,
      // After connection tracking, of bridged packets too.
      ...hooked(`${inet} arriving`, 'prerouting priority -150', 'jump note'),
      ...hooked(`${inet} local`, 'output priority -150', 'jump note'),
      `add table ${bridge}`,
      `add set ${bridge} arrived { type ifname; flags timeout; }`,
      ...Object.entries(sharedChains).flatMap(([chain, rules]) => this.#chain(chain, rules)),
      `add map ${bridge} sent { type ifname : verdict; }`,
      `add map ${bridge} received { type ifname : verdict; }`,
      // Before the bridge shows packets to connection tracking.
      ...hooked(`${bridge} send`, 'prerouting priority -300', 'iifname vmap @sent'),
      ...hooked(`${bridge} deliver`, 'postrouting priority 0', 'oifname vmap @received'),
    ];
  }

  #chains({ tap, policy }: TapFilter): string[] {
    const chains = [
      [`from-${tap.name}`, 'sent', sendingRules(tap)],
      [`to-${tap.name}`, 'received', receivingRules(tap, policy)],
    ] as const;
    return chains.flatMap(([chain, map, rules]) => [
      ...this.#chain(chain, rules),
      `add element bridge ${this.#table} ${map} { "${tap.name}" : jump ${chain} }`,
    ]);
  }

  #chain(chain: string, rules: readonly string[]): string[] {
    return [
      `add chain bridge ${this.#table} ${chain}`,
      `flush chain bridge ${this.#table} ${chain}`,
      ...rules.map((rule) => `add rule bridge ${this.#table} ${chain} ${rule}`),
    ];
  }

  /** Whether they are there or not. */
  #withoutChains(tapName: string): string[] {
    const chains = [
      [`from-${tapName}`, 'sent'],
      [`to-${tapName}`, 'received'],
    ] as const;
    return chains.flatMap(([chain, map]) => [
      `add chain bridge ${this.#table} ${chain}`,
      `add element bridge ${this.#table} ${map} { "${tapName}" : jump ${chain} }`,
      `delete element bridge ${this.#table} ${map} { "${tapName}" }`,
      `flush chain bridge ${this.#table} ${chain}`,
      `delete chain bridge ${this.#table} ${chain}`,
    ]);
  }

  async #run(commands: readonly string[]): Promise<void> {
    const { exitCode, output } = await this.#call(['-f', '-'], `${commands.join('\n')}\n`);
    if (exitCode === 0) return;
    throw new Error(`nft failed: ${output.trim().slice(0, 2_000) || 'it is not installed or did not end'}`);
  }

  #call(args: readonly string[], input = '') {
    if (this.#networkNamespace === null) return runCommand('nft', args, input);
    return runCommand('nsenter', [`--net=${this.#networkNamespace}`, '--', 'nft', ...args], input);
  }
}

function hooked(chain: string, hook: string, rule: string): string[] {
  return [
    `add chain ${chain} { type filter hook ${hook}; }`,
    `flush chain ${chain}`,
    `add rule ${chain} ${rule}`,
  ];
}
