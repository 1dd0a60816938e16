/** The host's network as its own tools show and change it, in libvirt's network namespace. */
import { runCommand } from '../../../doctor/run-command.ts';

export interface HostBridge {
  readonly name: string;
  /** A bridge that is made anew has another one. */
  readonly index: number;
  /** IPv4, as `10.0.0.1/24`. */
  readonly addresses: readonly string[];
}

export class HostTools {
  readonly #networkNamespace: string | null;

  /** @param networkNamespace file of libvirt's namespace; null if it has the agent's. */
  constructor(networkNamespace: string | null) {
    this.#networkNamespace = networkNamespace;
  }

  /** Null if there is no bridge of the name. */
  async bridge(name: string): Promise<HostBridge | null> {
    const { exitCode, output } = await this.call('ip', '-j', '-d', 'address', 'show', 'dev', name);
    if (exitCode !== 0) return null;
    const [link] = JSON.parse(output) as LinkWithAddresses[];
    if (link?.linkinfo?.info_kind !== 'bridge') return null;
    const ipv4 = (link.addr_info ?? []).filter(({ family }) => family === 'inet');
    const addresses = ipv4.map(({ local, prefixlen }) => `${local}/${prefixlen}`);
    return { name, index: link.ifindex, addresses };
  }

  call(program: string, ...args: readonly string[]) {
    return this.feed(program, args, '');
  }

  feed(program: string, args: readonly string[], input: string) {
    if (this.#networkNamespace === null) return runCommand(program, args, input);
    return runCommand('nsenter', [`--net=${this.#networkNamespace}`, '--', program, ...args], input);
  }

  /** @throws Error with what the tool said. */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, output } = await this.call(program, ...args);
    if (exitCode === 0) return output;
    throw new Error(`${program} failed: ${output.trim() || 'it is not installed or did not end'}`);
  }
}

interface LinkWithAddresses {
  readonly ifindex: number;
  readonly linkinfo?: { readonly info_kind?: string };
  readonly addr_info?: readonly {
    readonly family: string;
    readonly local: string;
    readonly prefixlen: number;
  }[];
}
