import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../proto/src/model.ts';
import type { LibvirtClient } from './client.ts';
import type { Owner } from './disks/create-disk.ts';
import { onStorage } from './disks/on-storage.ts';
import { type ArrivalMarks, buildDomainXml, type Surroundings } from './domain-xml/build.ts';
import type { GuestFilters } from './filter/guest-filters.ts';
import type { GuestRecords } from './guest-records.ts';
import {
  connectListAllDomains,
  domainDefineXmlFlags,
  domainSetAutostart,
  domainUndefineFlags,
} from './rpc/procedures.ts';
import type { SecretStore } from './secrets.ts';
import { writeSeed } from './seed/write-seed.ts';

/**
 * With its saved memory and the records of snapshots and checkpoints. What its firmware remembers lies with its disks, and
 * may be another cell's by now.
 */
const UNDEFINE_WITH_ALL = 1 | 2 | 8 | 16;
/** `virConnectListAllDomainsFlags` */
const AUTOSTART = 1024;
/** A libvirtd just installed first looks at QEMU, which takes long on a busy host. */
const DEFINE_TIMEOUT_MS = 120_000;

export class Definitions {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #secrets: SecretStore;
  readonly #surroundings: Surroundings;
  readonly #owner: Owner;
  readonly #filters: Pick<GuestFilters, 'define' | 'forget'>;

  constructor(parts: {
    client: LibvirtClient;
    records: GuestRecords;
    secrets: SecretStore;
    surroundings: Surroundings;
    owner: Owner;
    filters: Pick<GuestFilters, 'define' | 'forget'>;
  }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#secrets = parts.secrets;
    this.#surroundings = parts.surroundings;
    this.#owner = parts.owner;
    this.#filters = parts.filters;
  }

  async define(operationId: string, spec: GuestSpec): Promise<void> {
    const present = await this.#records.look(spec.id);
    if (present !== null) {
      if (present === 'foreign' || present.domain.operationId !== operationId) throw alreadyExists(spec.id);
      return;
    }
    await this.#make(operationId, spec);
  }

  /** One that comes from another cell: hidden. */
  async defineArrival(operationId: string, spec: GuestSpec, marks: ArrivalMarks): Promise<void> {
    if ((await this.#records.lookAny(spec.id)) !== null) throw alreadyExists(spec.id);
    await this.#make(operationId, spec, marks);
  }

  async #make(operationId: string, spec: GuestSpec, marks?: ArrivalMarks): Promise<void> {
    const xml = buildDomainXml(operationId, spec, this.#surroundings, marks);
    await onStorage(async () => {
      await this.#secrets.write(spec);
      await writeSeed(this.#surroundings.files.seed(spec), spec, this.#owner, marks?.instance);
    });
    await this.#filters.define(spec);
    await this.#client.call(domainDefineXmlFlags, { xml, flags: 0 }, { timeoutMs: DEFINE_TIMEOUT_MS });
  }

  async undefine(guestId: string): Promise<void> {
    const record = await this.#records.find(guestId);
    if (record !== null) requireOff(guestId, record.state !== 'stopped');
    await this.forget(guestId);
  }

  /** Undefines a stopped guest, a hidden one too; an absent one is forgotten already. */
  async forget(guestId: string): Promise<void> {
    const record = await this.#records.lookAny(guestId);
    if (record === 'foreign') return;
    if (record !== null) {
      await this.#client.call(domainUndefineFlags, { domain: record.ref, flags: UNDEFINE_WITH_ALL });
      this.#secrets.forget(guestId);
    }
    await this.#filters.forget(guestId);
  }

  /** The files of a guest that another cell has are that cell's. */
  async deleteDisks(guestId: string, storage = ''): Promise<void> {
    const present = await this.#records.look(guestId);
    if (present === 'foreign') return;
    requireOff(guestId, present !== null && present.state !== 'stopped');
    this.#secrets.forget(guestId);
    await this.#surroundings.files.removeAll(guestId, storage);
  }

  /** The agent starts guests with the host: libvirt would do it before their filters stand. */
  async leaveStartsToAgent(): Promise<void> {
    for (const domain of await this.#client.call(connectListAllDomains, AUTOSTART)) {
      if ((await this.#records.find(domain.uuid)) === null) continue;
      await this.#client.call(domainSetAutostart, { domain, autostart: false });
    }
  }
}

function requireOff(guestId: string, isOn: boolean): void {
  if (!isOn) return;
  throw new DomainError('conflict', `the guest ${guestId} is running`, {
    reason: 'guest_running',
    subject: { kind: 'guest', id: guestId },
  });
}

function alreadyExists(guestId: string): DomainError {
  return new DomainError('already_exists', `a guest with the id ${guestId} is on this host already`, {
    reason: 'guest_exists',
    subject: { kind: 'guest', id: guestId },
  });
}
