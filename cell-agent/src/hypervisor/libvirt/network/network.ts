/** Where the interfaces of a cell's guests are plugged in. */
import { access } from 'node:fs/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { HostWarning, InterfaceSpec } from '../../../../../proto/src/model.ts';
import type { LibvirtClient } from '../client.ts';
import type { Attachment } from '../domain-xml/interfaces.ts';
import { ensureNatNetwork, natNetworkName } from './nat-network.ts';

export interface NetworkOptions {
  /** An existing bridge of the host's; null: a network of libvirt's with NAT. */
  readonly bridge: string | null;
  readonly externalBridge: string | null;
  /** Null: a free one. */
  readonly natSubnet: string | null;
}

export class CellNetwork {
  readonly #client: LibvirtClient;
  readonly #cellId: string;
  readonly #options: NetworkOptions;
  #ensuring: Promise<unknown> = Promise.resolve();
  #warnings: readonly HostWarning[] = [];

  constructor(client: LibvirtClient, cellId: string, options: NetworkOptions) {
    this.#client = client;
    this.#cellId = cellId;
    this.#options = options;
  }

  /** What was wrong when it was last looked at. */
  get warnings(): readonly HostWarning[] {
    return this.#warnings;
  }

  /** The name of the cell's own network; null when guests use a bridge. */
  get natNetwork(): string | null {
    return this.#options.bridge === null ? natNetworkName(this.#cellId) : null;
  }

  /** @throws DomainError `unsupported` with reason `no_external_network`. */
  attachmentOf(network: InterfaceSpec['network']): Attachment {
    const { bridge, externalBridge } = this.#options;
    if (network === 'internal') {
      return bridge === null
        ? { type: 'network', network: natNetworkName(this.#cellId) }
        : { type: 'bridge', bridge };
    }
    if (externalBridge !== null) return { type: 'bridge', bridge: externalBridge };
    throw new DomainError('unsupported', 'this cell has no external network', {
      reason: 'no_external_network',
    });
  }

  /** Looks whether all is there and makes what is the agent's to make. Never fails: see `warnings`. */
  async prepare(): Promise<void> {
    const { bridge, externalBridge } = this.#options;
    const failures = [
      bridge === null ? await failureOf(this.#ensureNat()) : await failureOf(requireBridge(bridge)),
      externalBridge === null ? null : await failureOf(requireBridge(externalBridge)),
    ];
    this.#warnings = failures.filter((failure) => failure !== null);
  }

  /** @throws DomainError that says which network a guest with these interfaces would lack. */
  async require(interfaces: readonly InterfaceSpec[]): Promise<void> {
    for (const network of new Set(interfaces.map((one) => one.network))) {
      const attachment = this.attachmentOf(network);
      if (attachment.type === 'bridge') await requireBridge(attachment.bridge);
      else await this.#ensureNat();
    }
  }

  /** One after the other: two would make it at once. */
  #ensureNat(): Promise<unknown> {
    const work = this.#ensuring
      .catch(() => undefined)
      .then(() => ensureNatNetwork(this.#client, this.#cellId, this.#options.natSubnet));
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

async function requireBridge(bridge: string): Promise<void> {
  await access(`/sys/class/net/${bridge}/bridge`).catch((cause: unknown) => {
    throw new DomainError('conflict', `the host has no bridge ${bridge}`, {
      reason: 'bridge_missing',
      cause,
    });
  });
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
