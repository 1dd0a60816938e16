/** The guests of one cell as libvirt has them; domains of others are left out and never handed on. */
import { stat } from 'node:fs/promises';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellGuest, GuestAddress, GuestState } from '../../../../proto/src/model.ts';
import type { LibvirtClient } from './client.ts';
import { METADATA_NAMESPACE } from './domain-xml/metadata.ts';
import { type ParsedDomain, parseDomain } from './domain-xml/parse.ts';
import { isLibvirtError } from './errors.ts';
import type { GuestFiles } from './guest-files.ts';
import type { DomainRef } from './rpc/procedure.ts';
import {
  connectListAllDomains,
  domainGetDiskErrors,
  domainGetState,
  domainGetXmlDesc,
} from './rpc/procedures.ts';
import type { SecretStore } from './secrets.ts';
import { guestState } from './state.ts';

const NO_DOMAIN = 42;
const XML_SECURE = 1;
const NO_SPACE = 2;
const DISKS_MAX = 256;
const DISK_ERRORS_MS = 5_000;

export interface GuestRecord {
  readonly ref: DomainRef;
  readonly domain: ParsedDomain;
  readonly state: GuestState;
  readonly stateReason: string;
}

/** Domains are found by UUID, which is the guest's id; so its reference needs no look-up. */
export function domainRef(guestId: string): DomainRef {
  return { name: guestId, uuid: guestId, id: -1 };
}

export class GuestRecords {
  readonly #client: LibvirtClient;
  readonly #cellId: string;
  readonly #files: GuestFiles;
  readonly #secrets: SecretStore;
  /** What the last XML of a domain said, for as long as it is the same. */
  readonly #parsed = new Map<string, { xml: string; domain: ParsedDomain | null }>();

  /** Sent to another cell, but not let go yet: libvirt lets nothing be noted of them meanwhile. */
  readonly #sent = new Set<string>();

  constructor(parts: { client: LibvirtClient; cellId: string; files: GuestFiles; secrets: SecretStore }) {
    this.#client = parts.client;
    this.#cellId = parts.cellId;
    this.#files = parts.files;
    this.#secrets = parts.secrets;
  }

  /** @throws DomainError `not_found` for an unknown or foreign guest. */
  async get(guestId: string): Promise<GuestRecord> {
    const record = await this.find(guestId);
    if (record !== null) return record;
    throw new DomainError('not_found', `no guest ${guestId} is on this cell`, {
      reason: 'guest_unknown',
      subject: { kind: 'guest', id: guestId },
    });
  }

  async find(guestId: string): Promise<GuestRecord | null> {
    const found = await this.look(guestId);
    return found === 'foreign' ? null : found;
  }

  /** Null for an absent domain. A guest that is hidden, being on its way between two cells, is foreign to all but that. */
  async look(guestId: string): Promise<GuestRecord | 'foreign' | null> {
    const found = await this.#read(domainRef(guestId));
    return found !== null && found !== 'foreign' && this.isHidden(found) ? 'foreign' : found;
  }

  /** Hides a guest from all but its migration, or shows it again, until the agent ends. */
  hide(guestId: string, hidden: boolean): void {
    if (hidden) this.#sent.add(guestId);
    else this.#sent.delete(guestId);
  }

  /** A hidden one, too. */
  async lookAny(guestId: string): Promise<GuestRecord | 'foreign' | null> {
    return await this.#read(domainRef(guestId));
  }

  /** All guests but hidden ones. */
  async list(): Promise<GuestRecord[]> {
    return (await this.listAny()).filter((one) => !this.isHidden(one));
  }

  /** Hidden ones, too, by one list and then all of them at once. */
  async listAny(): Promise<GuestRecord[]> {
    const domains = await this.#client.call(connectListAllDomains, 0);
    const present = new Set(domains.map(({ uuid }) => uuid));
    for (const uuid of this.#parsed.keys()) if (!present.has(uuid)) this.#parsed.delete(uuid);
    const records = await Promise.all(domains.map((domain) => this.#read(domain)));
    return records.filter((record) => record !== null && record !== 'foreign');
  }

  async describe(record: GuestRecord, addresses: readonly GuestAddress[]): Promise<CellGuest> {
    const { domain, state, stateReason } = record;
    const isOn = state !== 'stopped';
    return {
      spec: await this.#secrets.complete(domain.spec, domain.monitorSecret),
      operationId: domain.operationId,
      state,
      stateReason,
      addresses: isOn ? addresses : [],
      media: isOn ? (domain.media?.media ?? null) : null,
      guestAgentConnected: isOn && domain.guestAgentConnected,
      startedAtMs: isOn ? await this.#startedAtMs(domain.spec.id) : 0,
    };
  }

  /** On its way between two cells: nobody else sees it. */
  isHidden({ ref, domain }: GuestRecord): boolean {
    return this.#sent.has(ref.uuid) || (domain.move !== null && domain.move.role !== 'departing');
  }

  async #read(ref: DomainRef): Promise<GuestRecord | 'foreign' | null> {
    try {
      const [xml, wireState] = await Promise.all([
        this.#client.call(domainGetXmlDesc, { domain: ref, flags: XML_SECURE }),
        this.#client.call(domainGetState, { domain: ref, flags: 0 }),
      ]);
      const domain = this.#parse(ref.uuid, xml);
      if (domain === null) return 'foreign';
      const { state, stateReason } = guestState(wireState);
      const isFull = stateReason === 'io_error' && (await this.#lacksRoom(ref));
      return { ref, domain, state, stateReason: isFull ? 'disk_full' : stateReason };
    } catch (error) {
      if (isLibvirtError(error, NO_DOMAIN)) return null;
      throw error;
    }
  }

  /** Of a guest that paused at a disk: whether that was for want of room. */
  async #lacksRoom(domain: DomainRef): Promise<boolean> {
    const call = { domain, maxErrors: DISKS_MAX, flags: 0 };
    try {
      const errors = await this.#client.call(domainGetDiskErrors, call, { timeoutMs: DISK_ERRORS_MS });
      return errors.some(({ error }) => error === NO_SPACE);
    } catch {
      return false;
    }
  }

  #parse(uuid: string, xml: string): ParsedDomain | null {
    const last = this.#parsed.get(uuid);
    if (last?.xml === xml) return last.domain;
    const parsed = xml.includes(METADATA_NAMESPACE) ? parseDomain(xml) : null;
    const isOwn = parsed?.cellId === this.#cellId && parsed.spec.id.toLowerCase() === uuid.toLowerCase();
    const domain = isOwn ? parsed : null;
    this.#parsed.set(uuid, { xml, domain });
    return domain;
  }

  /** QEMU makes the socket of its display when it starts: that outlasts restarts of the agent and of libvirt. */
  async #startedAtMs(guestId: string): Promise<number> {
    const socket = await stat(this.#files.socket(guestId, 'vnc')).catch(() => null);
    return socket === null ? 0 : Math.round(socket.mtimeMs);
  }
}

/** @throws DomainError `conflict` with reason `guest_stopped`. */
export function requireOn({ domain, state }: GuestRecord): void {
  if (state !== 'stopped') return;
  throw new DomainError('conflict', `the guest ${domain.spec.name} is stopped`, {
    reason: 'guest_stopped',
    subject: { kind: 'guest', id: domain.spec.id },
  });
}
