import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../proto/src/model.ts';
import type { LibvirtClient } from './client.ts';
import type { Owner } from './disks/create-disk.ts';
import { onStorage } from './disks/on-storage.ts';
import { buildDomainXml, type Surroundings } from './domain-xml/build.ts';
import type { GuestFilters } from './filter/guest-filters.ts';
import { domainRef, type GuestRecords } from './guest-records.ts';
import {
  domainDefineXmlFlags,
  domainGetAutostart,
  domainSetAutostart,
  domainUndefineFlags,
} from './rpc/procedures.ts';
import type { SecretStore } from './secrets.ts';
import { writeSeed } from './seed/write-seed.ts';

/** With its saved memory, the records of snapshots and checkpoints, and its firmware's variables. */
const UNDEFINE_WITH_ALL = 1 | 2 | 4 | 16;
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
      // The work may have been cut short between the definition and this.
      return await this.#setAutostart(present.domain.spec);
    }
    const xml = buildDomainXml(operationId, spec, this.#surroundings);
    await onStorage(async () => {
      await this.#secrets.write(spec);
      await writeSeed(this.#surroundings.files.seed(spec), spec, this.#owner);
    });
    await this.#filters.define(spec);
    await this.#client.call(domainDefineXmlFlags, { xml, flags: 0 }, { timeoutMs: DEFINE_TIMEOUT_MS });
    await this.#setAutostart(spec);
  }

  async undefine(guestId: string): Promise<void> {
    const record = await this.#records.find(guestId);
    if (record !== null) {
      requireOff(guestId, record.state !== 'stopped');
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

  /** One that needs a lease never starts with its host: only who grants that starts it. */
  async #setAutostart({
    id,
    autoStart,
    failover,
  }: Pick<GuestSpec, 'id' | 'autoStart' | 'failover'>): Promise<void> {
    const domain = domainRef(id);
    if (!autoStart || failover || (await this.#client.call(domainGetAutostart, domain))) return;
    await this.#client.call(domainSetAutostart, { domain, autostart: true });
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
