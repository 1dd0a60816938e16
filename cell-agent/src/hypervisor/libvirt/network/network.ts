/** Where the interfaces of a cell's guests are plugged in. */
import { createHash } from 'node:crypto';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { HostWarning, InterfaceSpec } from '../../../../../proto/src/model.ts';
import type { LibvirtClient } from '../client.ts';
import type { Attachment } from '../domain-xml/interfaces.ts';
import type { HostBridge, HostTools } from './host-tools.ts';
import { ensureNatNetwork, natNetworkName } from './nat-network.ts';
import { ensurePoolNetwork, type PoolNetwork, poolNetworkOf, removePoolNetworks } from './pool-network.ts';

const HOLD_MS = 600_000;

export interface NetworkOptions {
  /** An existing bridge of the host's; null: a network of libvirt's with NAT. */
  readonly bridge: string | null;
  readonly externalBridge: string | null;
  /** Null: a free one. */
  readonly natSubnet: string | null;
  /** By which floating addresses are reached; absent or null: the external bridge, or else where the default route leads. */
  readonly floatingInterface?: string | null;
}

/** What of an interface says where it belongs. */
export type Placed = Pick<InterfaceSpec, 'network' | 'address' | 'gateway'>;

export class CellNetwork {
  readonly #client: LibvirtClient;
  readonly #cellId: string;
  readonly #options: NetworkOptions;
  readonly #tools: HostTools;
  /** Until when a network for a pool stays though no guest is defined on it, as one may be on its way here. */
  readonly #heldUntilMs = new Map<string, number>();
  #ensuring: Promise<unknown> = Promise.resolve();
  #warnings: readonly HostWarning[] = [];

  constructor(client: LibvirtClient, cellId: string, options: NetworkOptions, tools: HostTools) {
    this.#client = client;
    this.#cellId = cellId;
    this.#options = options;
    this.#tools = tools;
  }

  /** What was wrong when it was last looked at. */
  get warnings(): readonly HostWarning[] {
    return this.#warnings;
  }

  /** The name of the cell's own network; null when guests use a bridge. */
  get natNetwork(): string | null {
    return this.#options.bridge === null ? natNetworkName(this.#cellId) : null;
  }

  /** @throws DomainError `unsupported` with reason `no_external_network` or `gateway_outside_network`. */
  attachmentOf(one: Placed): Attachment {
    const { bridge, externalBridge } = this.#options;
    if (one.network === 'internal') {
      if (bridge !== null) return { type: 'bridge', bridge };
      const pool = this.#poolNetworkOf(one);
      return { type: 'network', network: pool?.name ?? natNetworkName(this.#cellId) };
    }
    if (externalBridge !== null) return { type: 'bridge', bridge: externalBridge };
    throw new DomainError('unsupported', 'this cell has no external network', {
      reason: 'no_external_network',
    });
  }

  /** The bridge of an interface with a promised address; null for one that has no place on this cell. */
  bridgeOf(one: Placed): string | null {
    const { bridge, externalBridge } = this.#options;
    if (one.network === 'external') return externalBridge;
    if (bridge !== null || one.gateway === '') return bridge;
    return this.#poolNetworkOf(one)?.bridge ?? null;
  }

  /**
   * A bridge from which guests can be answered: one that has no IPv4 address is given one that is routed nowhere.
   * @throws DomainError `conflict` with reason `bridge_missing`; Error.
   */
  async bridgeWithAddress(name: string): Promise<HostBridge> {
    const bridge = await this.#requireBridge(name);
    if (bridge.addresses.length > 0) return bridge;
    const address = `${linkLocalAddress(this.#cellId, name)}/32`;
    await this.#tools.run('ip', 'address', 'replace', address, 'dev', name, 'scope', 'link');
    return await this.#requireBridge(name);
  }

  /** Makes the networks for pools that these interfaces need, and removes all others. Returns what failed, by bridge. */
  async keepPoolNetworks(interfaces: readonly Placed[]): Promise<DomainError[]> {
    const wanted = new Map<string, PoolNetwork>();
    for (const one of interfaces) {
      const pool = one.gateway === '' ? null : this.#poolNetworkOf(one);
      if (pool !== null && one.network === 'internal') wanted.set(pool.name, pool);
    }
    const failures: DomainError[] = [];
    for (const pool of wanted.values()) {
      await this.#inTurn(() => ensurePoolNetwork(this.#client, pool)).catch((error: unknown) => {
        if (!(error instanceof DomainError) || error.reason !== 'network_unavailable') throw error;
        const { code, message, reason } = error;
        const details = { bridge: pool.bridge };
        failures.push(new DomainError(code, message, { reason, details, cause: error }));
      });
    }
    const nowMs = performance.now();
    const held = [...this.#heldUntilMs].filter(([, untilMs]) => untilMs > nowMs).map(([name]) => name);
    const kept = new Set([...wanted.keys(), ...held]);
    await this.#inTurn(() => removePoolNetworks(this.#client, this.#cellId, kept));
    return failures;
  }

  async #hold(pool: PoolNetwork): Promise<void> {
    this.#heldUntilMs.set(pool.name, performance.now() + HOLD_MS);
    await this.#inTurn(() => ensurePoolNetwork(this.#client, pool));
  }

  #poolNetworkOf(one: Placed): PoolNetwork | null {
    const needsOne = this.#options.bridge === null && one.network === 'internal' && one.address !== '';
    return needsOne ? poolNetworkOf(this.#cellId, one) : null;
  }

  /** Looks whether all is there and makes what is the agent's to make. Never fails: see `warnings`. */
  async prepare(): Promise<void> {
    const { bridge, externalBridge } = this.#options;
    const failures = [
      bridge === null ? await failureOf(this.#ensureNat()) : await failureOf(this.#requireBridge(bridge)),
      externalBridge === null ? null : await failureOf(this.#requireBridge(externalBridge)),
    ];
    this.#warnings = failures.filter((failure) => failure !== null);
  }

  /** @throws DomainError that says which network a guest with these interfaces would lack. */
  async require(interfaces: readonly InterfaceSpec[]): Promise<void> {
    for (const one of interfaces) {
      const attachment = this.attachmentOf(one);
      const pool = this.#poolNetworkOf(one);
      if (attachment.type === 'bridge') await this.#requireBridge(attachment.bridge);
      else if (pool !== null) await this.#hold(pool);
      else await this.#ensureNat();
    }
  }

  #ensureNat(): Promise<unknown> {
    return this.#inTurn(() => ensureNatNetwork(this.#client, this.#cellId, this.#options.natSubnet));
  }

  async #requireBridge(name: string): Promise<HostBridge> {
    const bridge = await this.#tools.bridge(name);
    if (bridge !== null) return bridge;
    throw new DomainError('conflict', `the host has no bridge ${name}`, {
      reason: 'bridge_missing',
      details: { bridge: name },
    });
  }

  /** One after the other: two would make a network at once. */
  #inTurn(change: () => Promise<unknown>): Promise<unknown> {
    const work = this.#ensuring.catch(() => undefined).then(change);
    this.#ensuring = work;
    return work.catch((cause: unknown) => {
      if (cause instanceof DomainError && cause.code === 'cell_unreachable') throw cause;
      const why = cause instanceof Error ? `: ${cause.message}` : '';
      throw new DomainError('conflict', `the network of the cell can not be made${why}`, {
        reason: 'network_unavailable',
        cause,
      });
    });
  }
}

/** Hosts on the same wire have different ones. */
function linkLocalAddress(cellId: string, bridge: string): string {
  const [third = 0, fourth = 0] = createHash('sha256').update(`${cellId}/${bridge}`).digest();
  return `169.254.${1 + (third % 254)}.${fourth}`;
}

async function failureOf(work: Promise<unknown>): Promise<HostWarning | null> {
  return await work.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof Error)) return null;
      const code = (error instanceof DomainError && error.reason) || 'network_unavailable';
      return { code, message: `${error.message[0]?.toUpperCase()}${error.message.slice(1)}.` };
    },
  );
}
