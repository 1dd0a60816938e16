/**
 * DHCP for the guests of a cell that were promised an address: a function of the guests that are defined on it, made
 * again whenever that may have changed. A guest that comes from another cell or goes to one needs nothing else.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { HostWarning, InterfaceSpec } from '../../../../../proto/src/model.ts';
import type { Logger } from '../../../observe/logger.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import type { HostTools } from '../network/host-tools.ts';
import type { CellNetwork } from '../network/network.ts';
import type { DhcpEntry } from './dhcp-config.ts';
import { DhcpServer } from './dhcp-server.ts';
import type { ForeignServers } from './foreign-servers.ts';
import { parseLeases } from './lease-file.ts';

const LOOK_MS = 5_000;

export interface DhcpParts {
  readonly network: CellNetwork;
  readonly tools: HostTools;
  /** A folder for each bridge is in it. */
  readonly folder: string;
  readonly foreign: ForeignServers;
  readonly records: GuestRecords;
  readonly log: Pick<Logger, 'warn'>;
}

export class Dhcp implements AsyncDisposable {
  readonly #parts: DhcpParts;
  /** Interfaces with a promised address, by guest. */
  readonly #promised = new Map<string, readonly InterfaceSpec[]>();
  readonly #servers = new Map<string, DhcpServer>();
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;
  #failures: readonly DomainError[] = [];
  /** Why other servers may answer its guests. */
  #exposure: readonly HostWarning[] = [];

  constructor(parts: DhcpParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.#revive(), LOOK_MS).unref();
  }

  /** What is wrong with it. */
  get warnings(): readonly HostWarning[] {
    const failures = this.#failures.map(({ message, reason }) => ({
      code: reason ?? 'dhcp_unavailable',
      message: `${message[0]?.toUpperCase()}${message.slice(1)}.`,
    }));
    return [...failures, ...this.#exposure];
  }

  /** Takes the guests that there are in place of those that it knew. */
  async replace(records: readonly GuestRecord[]): Promise<void> {
    this.#promised.clear();
    for (const { ref, domain } of records) this.#note(ref.uuid, domain.spec.interfaces);
    await this.follow();
  }

  /** Looks at one guest, which may be new, changed or gone. */
  async refresh(guestId: string): Promise<void> {
    const record = await this.#parts.records.find(guestId);
    // What is no news may be at work still.
    if (this.#note(guestId, record?.domain.spec.interfaces ?? [])) await this.follow();
    else await (this.#waiting ?? this.#running);
  }

  /**
   * Answers all guests that there are now. Those who call while it works share the next turn. What fails for one bridge
   * is a warning; it is tried again.
   */
  follow(): Promise<void> {
    this.#waiting ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#waiting = null;
        this.#running = this.#followNow();
        return this.#running;
      });
    return this.#waiting;
  }

  /** @throws DomainError with reason `dhcp_unavailable` if a guest with these interfaces would not be answered. */
  async require(interfaces: readonly InterfaceSpec[]): Promise<void> {
    if (!interfaces.some(isServed)) return;
    await this.follow();
    const bridges = new Set(interfaces.filter(isServed).map((one) => this.#parts.network.bridgeOf(one)));
    const failure = this.#failures.find(({ details }) => bridges.has(String(details?.bridge)));
    if (failure !== undefined) throw failure;
  }

  /** Address by Ethernet address. */
  async leases(): Promise<Map<string, string>> {
    const texts = await Promise.all([...this.#servers.values()].map((server) => server.leases()));
    return new Map(texts.flatMap((text) => [...parseLeases(text)]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#waiting?.catch(() => undefined);
    await this.#running.catch(() => undefined);
  }

  /** True if it is news. */
  #note(guestId: string, interfaces: readonly InterfaceSpec[]): boolean {
    const promised = interfaces.filter(({ address }) => address !== '');
    const known = this.#promised.get(guestId) ?? [];
    if (promised.length === 0) this.#promised.delete(guestId);
    else this.#promised.set(guestId, promised);
    return JSON.stringify(known) !== JSON.stringify(promised);
  }

  async #followNow(): Promise<void> {
    const { network, tools } = this.#parts;
    const promised = [...this.#promised.values()].flat();
    const byBridge = Map.groupBy(promised.filter(isServed), (one) => network.bridgeOf(one));
    const failures = await network.keepPoolNetworks(promised);
    const failed = new Set(failures.map(({ details }) => details?.bridge));
    for (const [bridge, entries] of byBridge) {
      if (bridge === null || failed.has(bridge)) continue;
      await this.#serve(bridge, entries).catch((error: unknown) => failures.push(toFailure(bridge, error)));
    }
    for (const bridge of await foldersIn(this.#parts.folder)) {
      if (byBridge.has(bridge)) continue;
      this.#servers.delete(bridge);
      await new DhcpServer(tools, join(this.#parts.folder, bridge)).remove();
    }
    this.#failures = failures;
    await this.#keepFromOthers(promised);
  }

  async #keepFromOthers(promised: readonly InterfaceSpec[]): Promise<void> {
    try {
      await this.#parts.foreign.keepFrom(promised.filter(isServed).map((one) => one.ethernetAddress));
      this.#exposure = [];
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'other DHCP servers may answer guests');
      const message = 'Other DHCP servers on a bridge may answer guests that were promised an address.';
      this.#exposure = [{ code: 'foreign_dhcp', message }];
    }
  }

  async #serve(bridge: string, entries: readonly DhcpEntry[]): Promise<void> {
    const server =
      this.#servers.get(bridge) ?? new DhcpServer(this.#parts.tools, join(this.#parts.folder, bridge));
    this.#servers.set(bridge, server);
    await server.serve(await this.#parts.network.bridgeWithAddress(bridge), entries);
  }

  async #isWell(): Promise<boolean> {
    const servers = [...this.#servers];
    const serving = await Promise.all(
      servers.map(async ([name, server]) => server.isServing(await this.#parts.tools.bridge(name))),
    );
    return serving.every(Boolean);
  }

  /** A server that has ended, or whose bridge was made anew, does not answer any more. */
  async #revive(): Promise<void> {
    if (this.#failures.length === 0 && (await this.#isWell())) return;
    await this.follow().catch((error: unknown) =>
      this.#parts.log.warn({ err: error }, 'DHCP is not looked after'),
    );
  }
}

function isServed({ address, assignment }: InterfaceSpec): boolean {
  return address !== '' && assignment === 'dhcp';
}

function toFailure(bridge: string, error: unknown): DomainError {
  if (error instanceof DomainError && error.details?.bridge === bridge) return error;
  const why = error instanceof Error ? `: ${error.message}` : '';
  return new DomainError('conflict', `there is no DHCP on ${bridge}${why}`, {
    reason: 'dhcp_unavailable',
    details: { bridge },
    cause: error,
  });
}

async function foldersIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => []);
}
