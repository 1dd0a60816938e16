/**
 * The bandwidth of guests: limited by libvirt, or by the agent where libvirt can not on the host's kernel. Then the
 * limits are in no definition but in the spec alone, and are set anew for each run of a guest.
 */
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { NetworkQos } from '../../../../../proto/src/model-qos.ts';
import type { Revisions } from '../changes/revisions.ts';
import type { LibvirtClient } from '../client.ts';
import { bandwidthOf, isLimited, withBandwidth } from '../domain-xml/qos.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import type { DomainEvent } from '../rpc/events.ts';
import { domainGetXmlDesc, domainSetInterfaceParameters } from '../rpc/procedures.ts';
import { toTypedParams } from '../rpc/typed-params.ts';
import { lifecycleOf } from '../translate-event.ts';
import type { HostLimits } from './host-limits.ts';
import { readTapDevices, type TapDevice } from './tap-devices.ts';

const LIVE = 1;

export class Bandwidth {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #revisions: Revisions;
  readonly #host: HostLimits | null;
  readonly #onFailure: (guestId: string, error: unknown) => void;
  /** What the agent has limited: the names of devices, with their limits. */
  readonly #held = new Map<string, ReadonlyMap<string, string>>();
  /** One at a time: who comes later has read what is kept by then. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    client: LibvirtClient;
    records: GuestRecords;
    revisions: Revisions;
    /** Null: libvirt itself does it. */
    host: HostLimits | null;
    onFailure: (guestId: string, error: unknown) => void;
  }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#revisions = parts.revisions;
    this.#host = parts.host;
    this.#onFailure = parts.onFailure;
  }

  /** Changes the limits of a guest, also while it runs. */
  async set(guestId: string, limits: NetworkQos): Promise<void> {
    await this.#inTurn(async () => {
      const record = await this.#records.get(guestId);
      if (record.state !== 'stopped') await this.#hold(record, limits);
      const qos = { ...record.domain.spec.qos, ...limits };
      await this.#revisions.revise(record, { qos }, withBandwidth(this.#host === null ? qos : null));
    });
  }

  /** Has libvirt keep the limits of a stopped guest, or the agent, as the kernel is now. */
  async prepare(record: GuestRecord): Promise<void> {
    const { hasBandwidth, spec } = record.domain;
    const byLibvirt = this.#host === null;
    if (record.state !== 'stopped' || hasBandwidth === (byLibvirt && isLimited(spec.qos))) return;
    await this.#revisions.revise(record, {}, withBandwidth(byLibvirt ? spec.qos : null));
  }

  /** After a start. A guest runs also when the host can not hold it to its limits; that is told. */
  async follow(guestId: string): Promise<void> {
    if (this.#host === null) return;
    await this.#inTurn(async () => {
      try {
        const record = await this.#records.find(guestId);
        if (record === null || record.state === 'stopped') return;
        if (!isLimited(record.domain.spec.qos) && !this.#held.has(guestId)) return;
        await this.#hold(record, record.domain.spec.qos);
      } catch (error) {
        if (await this.#isOff(guestId)) await this.#release(guestId);
        else this.#onFailure(guestId, error);
      }
    });
  }

  /** After a time in which anything may have happened. */
  async followAll(records: readonly GuestRecord[]): Promise<void> {
    for (const record of records) {
      await this.prepare(record).catch((error) => this.#onFailure(record.domain.spec.id, error));
    }
    if (this.#host === null) return;
    const host = this.#host;
    await this.#inTurn(async () => {
      this.#held.clear();
      await host.clear();
    });
    for (const { domain, state } of records) if (state !== 'stopped') await this.follow(domain.spec.id);
  }

  take(event: DomainEvent): void {
    const lifecycle = lifecycleOf(event);
    const guestId = event.domain.uuid;
    if (lifecycle === 'started') void this.follow(guestId);
    if (lifecycle === 'stopped') void this.#inTurn(() => this.#release(guestId));
  }

  async #hold(record: GuestRecord, limits: NetworkQos): Promise<void> {
    const { ref } = record;
    const devices = readTapDevices(await this.#client.call(domainGetXmlDesc, { domain: ref, flags: 0 }));
    const host = this.#host;
    if (host === null) {
      for (const { ethernetAddress } of devices) await this.#limitByLibvirt(record, ethernetAddress, limits);
      return;
    }
    await this.#limitByHost(host, record, devices, limits);
  }

  /** By now. */
  async #isOff(guestId: string): Promise<boolean> {
    const record = await this.#records.find(guestId).catch(() => undefined);
    return record === null || record?.state === 'stopped';
  }

  async #limitByLibvirt({ ref }: GuestRecord, device: string, limits: NetworkQos): Promise<void> {
    const { inbound, outbound } = bandwidthOf(limits);
    const params = toTypedParams({
      'inbound.average': ['uint', inbound],
      'outbound.average': ['uint', outbound],
    });
    await this.#client.call(domainSetInterfaceParameters, { domain: ref, device, params, flags: LIVE });
  }

  async #limitByHost(
    host: HostLimits,
    { domain }: GuestRecord,
    devices: readonly TapDevice[],
    limits: NetworkQos,
  ): Promise<void> {
    const { id, name } = domain.spec;
    const { receiveBytesPerSecond, sendBytesPerSecond } = limits;
    const mark = `${receiveBytesPerSecond}/${sendBytesPerSecond}`;
    const before = this.#held.get(id) ?? new Map<string, string>();
    if (devices.length === before.size && devices.every((device) => before.get(device.name) === mark)) return;
    for (const left of before.keys()) {
      if (!devices.some((device) => device.name === left)) await host.forget(left);
    }
    this.#held.set(id, new Map(devices.map((device) => [device.name, ''])));
    try {
      for (const device of devices) await host.set(device, limits);
    } catch (cause) {
      throw new DomainError('unsupported', `the host can not limit the bandwidth of guest ${name}`, {
        reason: 'bandwidth_not_limited',
        subject: { kind: 'guest', id },
        cause,
      });
    }
    if (isLimited(limits)) this.#held.set(id, new Map(devices.map((device) => [device.name, mark])));
    else await this.#release(id);
  }

  async #release(guestId: string): Promise<void> {
    const devices = this.#held.get(guestId);
    if (devices === undefined) return;
    this.#held.delete(guestId);
    for (const name of devices.keys()) await this.#host?.forget(name);
    if (this.#held.size === 0) await this.#host?.clear();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
