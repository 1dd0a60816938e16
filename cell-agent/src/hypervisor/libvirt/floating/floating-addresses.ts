/**
 * The floating addresses of a cell's guests, each from when it is set until its guest is undefined or goes elsewhere. What
 * they shall be is in the guests' specs; the guest's own address is the promised one, or else where it was last seen.
 */
import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { GuestAddress, InterfaceSpec } from '../../../../../proto/src/model.ts';
import type { FloatingHypervisor } from '../../port/floating.ts';
import type { Revisions } from '../changes/revisions.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import type { HostTools } from '../network/host-tools.ts';
import type { CellNetwork } from '../network/network.ts';
import type { HostNat } from './host-nat.ts';
import type { Binding } from './nat-rules.ts';

interface FloatingGuest {
  readonly id: string;
  readonly interfaces: readonly InterfaceSpec[];
  readonly floatingAddresses: readonly string[];
}

export interface FloatingParts {
  readonly records: GuestRecords;
  readonly revisions: Revisions;
  readonly network: Pick<CellNetwork, 'attachmentOf'>;
  readonly tools: Pick<HostTools, 'bridge'>;
  readonly host: HostNat;
  /** As configured; null: where the host's default route leads. */
  readonly outside: string | null;
  readonly addressesOf: (guestId: string) => readonly GuestAddress[];
  readonly onFailure: (guestId: string, error: unknown) => void;
}

export class FloatingAddresses implements FloatingHypervisor {
  readonly #parts: FloatingParts;
  readonly #guests = new Map<string, FloatingGuest>();
  #applied: readonly Binding[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: FloatingParts) {
    this.#parts = parts;
  }

  async setFloatingAddresses(guestId: string, floatingAddresses: readonly string[]): Promise<void> {
    const { records, revisions } = this.#parts;
    const record = await records.get(guestId);
    const guest = { ...record.domain.spec, floatingAddresses };
    if (floatingAddresses.length > 0) await this.#requireWay(guest);
    // Whoever looks at the guest meanwhile waits: until the end it tells of what was before.
    await this.#inTurn(async () => {
      try {
        await this.#put(guest);
        await revisions.revise(record, { floatingAddresses });
      } catch (error) {
        await this.#put(record.domain.spec).catch(() => undefined);
        throw error;
      }
    });
  }

  /** After a time in which anything may have happened; hidden guests have none here. */
  async followAll(list: readonly GuestRecord[]): Promise<void> {
    await this.#inTurn(async () => {
      this.#guests.clear();
      for (const { domain } of list) this.#keep(domain.spec);
      if (this.#bindings().length > 0 || (await this.#parts.host.hasAny())) await this.#apply();
    }).catch((error) => this.#parts.onFailure('', error));
  }

  /** After a change of the guest, of its run or of its address. */
  async refresh(guestId: string): Promise<void> {
    await this.#inTurn(async () => {
      const record = await this.#parts.records.find(guestId);
      if (record !== null) await this.#put(record.domain.spec);
      else if (this.#guests.delete(guestId)) await this.#apply();
    }).catch((error) => this.#parts.onFailure(guestId, error));
  }

  async forget(guestId: string): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#guests.delete(guestId)) await this.#apply();
    }).catch((error) => this.#parts.onFailure(guestId, error));
  }

  /** Makes all of it anew if somebody has taken it away. */
  async restore(): Promise<void> {
    await this.#inTurn(async () => {
      const addresses = this.#bindings().map(({ address }) => address);
      if (addresses.length > 0 && !(await this.#parts.host.isThere(addresses))) await this.#apply();
    });
  }

  async #put(guest: FloatingGuest): Promise<void> {
    this.#keep(guest);
    if (!isDeepStrictEqual(this.#bindings(), this.#applied)) await this.#apply();
  }

  #keep({ id, interfaces, floatingAddresses }: FloatingGuest): void {
    if (floatingAddresses.length === 0) this.#guests.delete(id);
    else this.#guests.set(id, { id, interfaces, floatingAddresses });
  }

  /** Of two guests with one address the first has it; that can only be while it moves between them. */
  #bindings(): Binding[] {
    const taken = new Set<string>();
    return [...this.#guests.values()].flatMap((guest) => {
      const inside = this.#insideOf(guest);
      if (inside === null) return [];
      const own = guest.floatingAddresses.filter((address) => !taken.has(address));
      for (const address of own) taken.add(address);
      return own.map((address, index) => ({ address, inside, outgoing: index === 0 }));
    });
  }

  #insideOf({ id, interfaces }: FloatingGuest): string | null {
    const nic = interfaces.find(({ network }) => network === 'internal');
    if (nic === undefined) return null;
    const promised = nic.address.split('/')[0];
    if (promised) return promised;
    const mac = nic.ethernetAddress.toLowerCase();
    const seen = this.#parts.addressesOf(id).find((one) => one.ethernetAddress.toLowerCase() === mac);
    return seen?.address ?? null;
  }

  async #apply(): Promise<void> {
    const bindings = this.#bindings();
    try {
      if (bindings.length === 0) await this.#parts.host.clear();
      else await this.#parts.host.replaceAll(bindings, await this.#outside());
      this.#applied = bindings;
    } catch (cause) {
      this.#applied = [];
      const why = cause instanceof Error ? `: ${cause.message}` : '';
      throw unavailable(`the host can not translate floating addresses${why}`, cause);
    }
  }

  async #outside(): Promise<string> {
    const found = this.#parts.outside ?? (await this.#parts.host.defaultInterface());
    if (found !== null) return found;
    throw unavailable('the cell has neither network.floating_interface nor a default route');
  }

  /** What the guest sends must come by this host. */
  async #requireWay({ interfaces }: FloatingGuest): Promise<void> {
    const nic = interfaces.find(({ network }) => network === 'internal');
    if (nic === undefined) throw unavailable('the guest has no internal interface');
    await this.#outside();
    const attachment = this.#parts.network.attachmentOf(nic);
    if (attachment.type === 'network') return;
    const bridge = await this.#parts.tools.bridge(attachment.bridge);
    const own = (bridge?.addresses ?? []).map((address) => address.split('/')[0]);
    if (nic.gateway === '' ? own.length > 0 : own.includes(nic.gateway)) return;
    const gateway = nic.gateway || 'an address';
    throw unavailable(
      `the cell's bridge ${attachment.bridge} does not have ${gateway}: guests go out by another router`,
    );
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function unavailable(message: string, cause?: unknown): DomainError {
  return new DomainError('unsupported', message, { reason: 'floating_unavailable', cause });
}
