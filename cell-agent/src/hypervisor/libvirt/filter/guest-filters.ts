/**
 * The filters of a cell's guests, each from its definition on until it is undefined: they are there before a guest
 * starts, whoever starts it. What they shall be is in the guests' specs.
 */
import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { InterfaceSpec } from '../../../../../proto/src/model.ts';
import type { SecurityPolicy } from '../../../../../proto/src/model-policy.ts';
import type { FilterHypervisor } from '../../port/filter.ts';
import type { Revisions } from '../changes/revisions.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import type { TapDevice } from '../qos/tap-devices.ts';
import type { DomainEvent } from '../rpc/events.ts';
import { lifecycleOf } from '../translate-event.ts';
import type { HostFilter, TapFilter } from './host-filter.ts';
import { tapName, withTapNames } from './tap-name.ts';

/** What a filter is made of. */
interface FilteredGuest {
  readonly id: string;
  readonly name: string;
  readonly interfaces: readonly InterfaceSpec[];
  readonly securityPolicy: SecurityPolicy;
}

interface Kept {
  readonly guest: FilteredGuest;
  readonly taps: readonly TapFilter[];
}

export class GuestFilters implements FilterHypervisor {
  readonly #records: GuestRecords;
  readonly #revisions: Revisions;
  readonly #host: HostFilter;
  readonly #onFailure: (guestId: string, error: unknown) => void;
  readonly #kept = new Map<string, Kept>();
  /** One at a time: who comes later has read what is kept by then. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    records: GuestRecords;
    revisions: Revisions;
    host: HostFilter;
    onFailure: (guestId: string, error: unknown) => void;
  }) {
    this.#records = parts.records;
    this.#revisions = parts.revisions;
    this.#host = parts.host;
    this.#onFailure = parts.onFailure;
  }

  async setSecurityPolicy(guestId: string, securityPolicy: SecurityPolicy): Promise<void> {
    const record = await this.#records.get(guestId);
    const guest = { ...record.domain.spec, securityPolicy };
    const work = () => this.#set(guest, record.domain.taps);
    if (record.state === 'stopped') await this.#require(guest, work);
    else await this.#inTurn(work);
    try {
      await this.#revisions.revise(record, { securityPolicy }, withTapNames(guest));
    } catch (error) {
      await this.#inTurn(() => this.#set(record.domain.spec, record.domain.taps)).catch(() => {});
      throw error;
    }
  }

  /** Of a guest that is about to be defined, new or on its way here. @throws as `#require`. */
  async define(guest: FilteredGuest): Promise<void> {
    await this.#require(guest, () => this.#set(guest, []));
  }

  /** Of a guest that is about to start. @throws as `#require`. */
  async prepare(record: GuestRecord): Promise<void> {
    const { spec, taps } = record.domain;
    if (record.state !== 'stopped') return;
    const named = spec.interfaces.every(({ ethernetAddress }, index) =>
      taps.some((tap) => tap.name === tapName(spec.id, index) && isOf(tap, ethernetAddress)),
    );
    if (!named) await this.#revisions.revise(record, {}, withTapNames(spec));
    await this.restore().catch((error) => this.#onFailure(spec.id, error));
    if (!named || !this.#kept.has(spec.id)) await this.#require(spec, () => this.#set(spec, []));
  }

  /** After a change of the guest's spec, or of its run, that was not made here. */
  async refresh(guestId: string): Promise<void> {
    const record = await this.#find(guestId);
    if (record === null) return;
    const { spec, taps } = record.domain;
    await this.#inTurn(() => this.#set(spec, taps)).catch((error) => this.#onFailure(guestId, error));
  }

  /** Of a guest that is about to go on here: its connections go on with it, also those in which only the peer sends. */
  async arrive(guestId: string): Promise<void> {
    await this.#inTurn(async () => {
      const names = this.#kept.get(guestId)?.taps.map(({ tap }) => tap.name) ?? [];
      if (names.length > 0) await this.#host.letConnectionsGoOn(names);
    }).catch((error) => this.#onFailure(guestId, error));
  }

  async forget(guestId: string): Promise<void> {
    await this.#inTurn(async () => {
      const names = this.#kept.get(guestId)?.taps.map(({ tap }) => tap.name) ?? [];
      this.#kept.delete(guestId);
      if (this.#all().length === 0) await this.#host.replaceAll([]);
      else if (names.length > 0) await this.#host.remove(names);
    }).catch((error) => this.#onFailure(guestId, error));
  }

  /** After a time in which anything may have happened. */
  async followAll(records: readonly GuestRecord[]): Promise<void> {
    await this.#inTurn(async () => {
      this.#kept.clear();
      for (const { domain } of records) this.#keep(domain.spec, domain.taps);
      try {
        await this.#host.replaceAll(this.#all());
      } catch {
        // One of them may be the reason: that must not leave the others open.
        for (const { domain } of records) {
          const { spec, taps } = domain;
          await this.#set(spec, taps).catch((error) => this.#onFailure(spec.id, error));
        }
      }
    });
  }

  /** Makes all of them anew if somebody has taken them away. */
  async restore(): Promise<void> {
    await this.#inTurn(async () => {
      const filters = this.#all();
      if (filters.length === 0 || (await this.#host.isThere())) return;
      await this.#host.replaceAll(filters);
    });
  }

  take(event: DomainEvent): void {
    const lifecycle = lifecycleOf(event);
    const guestId = event.domain.uuid;
    if (lifecycle === 'started' || lifecycle === 'defined') void this.#follow(guestId);
    if (lifecycle === 'undefined') void this.#forgetGone(guestId);
  }

  /** Started or come by others' doing. The policy that is known is newer than that of a restored run. */
  async #follow(guestId: string): Promise<void> {
    try {
      const record = await this.#find(guestId);
      if (record === null) return;
      const { spec, taps } = record.domain;
      const kept = this.#kept.get(guestId);
      const { interfaces } = spec;
      const isFiltered =
        taps.every(({ name }) => kept?.taps.some(({ tap }) => tap.name === name)) &&
        isDeepStrictEqual(kept?.guest.interfaces, interfaces);
      if (kept !== undefined && isFiltered) return;
      await this.#inTurn(() => this.#set(kept === undefined ? spec : { ...kept.guest, interfaces }, taps));
    } catch (error) {
      this.#onFailure(guestId, error);
    }
  }

  /** A guest on its way between two cells, too. */
  async #find(guestId: string): Promise<GuestRecord | null> {
    const found = await this.#records.lookAny(guestId);
    return found === 'foreign' ? null : found;
  }

  async #forgetGone(guestId: string): Promise<void> {
    const present = await this.#records.lookAny(guestId).catch(() => undefined);
    if (present === null) await this.forget(guestId);
  }

  /**
   * A guest that everything may reach runs also on a host that can not filter; that is told.
   * @throws DomainError `unsupported` with reason `filter_unavailable` for one that is to be kept from something.
   */
  async #require(guest: FilteredGuest, work: () => Promise<void>): Promise<void> {
    try {
      await this.#inTurn(work);
    } catch (error) {
      const { defaultAction, rules } = guest.securityPolicy;
      if (defaultAction === 'reject' || rules.some(({ action }) => action === 'reject')) throw error;
      this.#onFailure(guest.id, error);
    }
  }

  /** @param devices those that it has, if they may have other names than they should. */
  async #set(guest: FilteredGuest, devices: readonly TapDevice[]): Promise<void> {
    const before = this.#kept.get(guest.id)?.taps ?? [];
    const kept = this.#keep(guest, devices);
    try {
      await this.#host.set(kept);
      const left = before.filter(({ tap }) => !kept.some((one) => one.tap.name === tap.name));
      if (left.length > 0) await this.#host.remove(left.map(({ tap }) => tap.name));
    } catch (cause) {
      this.#kept.delete(guest.id);
      throw unavailable(guest, cause);
    }
  }

  #keep(guest: FilteredGuest, devices: readonly TapDevice[]): readonly TapFilter[] {
    const { id, name, interfaces, securityPolicy } = guest;
    const taps = interfaces.flatMap(({ ethernetAddress, address }, index) => {
      const names = new Set([tapName(id, index)]);
      for (const device of devices) if (isOf(device, ethernetAddress)) names.add(device.name);
      return [...names].map((device) => ({
        tap: { name: device, ethernetAddress, address, number: index + 1 },
        policy: securityPolicy,
      }));
    });
    this.#kept.set(id, { guest: { id, name, interfaces, securityPolicy }, taps });
    return taps;
  }

  #all(): TapFilter[] {
    return [...this.#kept.values()].flatMap(({ taps }) => taps);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function isOf(device: TapDevice, ethernetAddress: string): boolean {
  return device.ethernetAddress === ethernetAddress.toLowerCase();
}

function unavailable({ id, name }: FilteredGuest, cause: unknown): DomainError {
  return new DomainError('unsupported', `the host can not filter what reaches guest ${name}`, {
    reason: 'filter_unavailable',
    subject: { kind: 'guest', id },
    cause,
  });
}
