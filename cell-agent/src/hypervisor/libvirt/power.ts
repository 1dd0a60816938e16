import { access } from 'node:fs/promises';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { BootSource, Media } from '../../../../proto/src/model.ts';
import type { StartOptions } from '../port.ts';
import type { LibvirtClient } from './client.ts';
import { type RunSource, withBoot } from './domain-xml/boot.ts';
import { isLibvirtError } from './errors.ts';
import { type GuestRecord, type GuestRecords, requireOn } from './guest-records.ts';
import { requireMediaFile } from './media/media-file.ts';
import type { CellNetwork } from './network/network.ts';
import { rebootGuest } from './reboot.ts';
import {
  domainCreateWithFlags,
  domainCreateXml,
  domainDestroyFlags,
  domainGetXmlDesc,
  domainReset,
  domainResume,
  domainShutdownFlags,
} from './rpc/procedures.ts';

/** `virDomainCreateFlags` */
const START_PAUSED = 1;
const XML_SECURE_INACTIVE = 1 | 2;
const BY_POWER_BUTTON = 1;
const NOT_RUNNING = 55;
const NO_DOMAIN = 42;
/** Libvirt may first have to look at QEMU anew, and on a busy host QEMU itself takes its time. */
const START_TIMEOUT_MS = 120_000;
/** Libvirt waits for QEMU to be gone, for as long as that is written to a dead disk. */
const DESTROY_TIMEOUT_MS = 60_000;

export class Power {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #network: CellNetwork;
  readonly #imagesPath: string;

  constructor(parts: {
    client: LibvirtClient;
    records: GuestRecords;
    network: CellNetwork;
    imagesPath: string;
  }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#network = parts.network;
    this.#imagesPath = parts.imagesPath;
  }

  /**
   * A boot from elsewhere is of one run only: libvirt starts changed XML beside the kept one, to which it returns by
   * itself when the guest is off, whatever has become of the agent by then.
   */
  async start(guestId: string, boot: BootSource, { paused = false }: StartOptions): Promise<void> {
    const record = await this.#records.get(guestId);
    const { ref, state, domain } = record;
    if (state === 'running') return;
    const options = { timeoutMs: START_TIMEOUT_MS };
    if (state === 'paused' && paused) return;
    if (state === 'paused') return await this.#client.call(domainResume, ref, options);
    await requireDisks(record);
    await this.#network.require(domain.spec.interfaces);
    const flags = paused ? START_PAUSED : 0;
    if (boot.type === 'disk') {
      await this.#client.call(domainCreateWithFlags, { domain: ref, flags }, options);
      return;
    }
    const source = boot.type === 'network' ? boot : await this.#mediaSource(boot.media);
    const kept = await this.#client.call(domainGetXmlDesc, { domain: ref, flags: XML_SECURE_INACTIVE });
    await this.#client.call(domainCreateXml, { xml: withBoot(kept, source), flags }, options);
  }

  async pressPowerButton(guestId: string): Promise<void> {
    const { ref } = await this.#getOn(guestId);
    await this.#client.call(domainShutdownFlags, { domain: ref, flags: BY_POWER_BUTTON });
  }

  async destroy(guestId: string): Promise<void> {
    const { ref, state } = await this.#records.get(guestId);
    if (state === 'stopped') return;
    const options = { timeoutMs: DESTROY_TIMEOUT_MS };
    try {
      await this.#client.call(domainDestroyFlags, { domain: ref, flags: 0 }, options);
    } catch (error) {
      // It went off by itself meanwhile. Libvirt also says so of a guest that it has not quite found again.
      const isGone = isLibvirtError(error, NOT_RUNNING) || isLibvirtError(error, NO_DOMAIN);
      if (!isGone || (await this.#records.find(guestId))?.state !== 'stopped') throw error;
    }
  }

  async reboot(guestId: string): Promise<void> {
    await rebootGuest(this.#client, await this.#getOn(guestId));
  }

  async reset(guestId: string): Promise<void> {
    const { ref } = await this.#getOn(guestId);
    await this.#client.call(domainReset, { domain: ref, flags: 0 });
  }

  async #mediaSource(media: Media): Promise<RunSource> {
    const path = await requireMediaFile(this.#imagesPath, media);
    return { type: 'media', mark: { operationId: '', media }, path };
  }

  async #getOn(guestId: string): Promise<GuestRecord> {
    const record = await this.#records.get(guestId);
    requireOn(record);
    return record;
  }
}

async function requireDisks({ domain }: GuestRecord): Promise<void> {
  for (const path of domain.diskPaths) {
    if (await exists(path)) continue;
    throw new DomainError('conflict', `a disk of the guest ${domain.spec.name} is missing`, {
      reason: 'disk_missing',
      subject: { kind: 'guest', id: domain.spec.id },
      details: { path },
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
