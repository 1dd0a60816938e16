/**
 * Media in the drive of a running guest. All of it concerns the run only: libvirt forgets it with the power, whatever
 * has become of the agent by then.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Media } from '../../../../../proto/src/model.ts';
import type { LibvirtClient } from '../client.ts';
import { find, formatXml, parseXml, type XmlElement } from '../domain-xml/element.ts';
import { mediaDriveOf, withSource } from '../domain-xml/media-drive.ts';
import { buildMediaMark, MEDIA_NAMESPACE } from '../domain-xml/metadata.ts';
import { type GuestRecord, type GuestRecords, requireOn } from '../guest-records.ts';
import type { DomainRef } from '../rpc/procedure.ts';
import {
  domainGetXmlDesc,
  domainSetMetadata,
  domainUpdateDeviceFlags,
  qemuDomainMonitorCommand,
} from '../rpc/procedures.ts';
import { requireMediaFile } from './media-file.ts';

const LIVE = 1;
const FORCE = 4;
/** Firmware is at its drives for a second or two. */
const attempts = 8;
/** `VIR_DOMAIN_METADATA_ELEMENT`. */
const METADATA_ELEMENT = 2;

export class MediaDrive {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #imagesPath: string;

  constructor(parts: { client: LibvirtClient; records: GuestRecords; imagesPath: string }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#imagesPath = parts.imagesPath;
  }

  /** The mark comes last, so that a call cut short is done again as a whole. */
  async insert(operationId: string, guestId: string, media: Media): Promise<void> {
    const record = await this.#getOn(guestId);
    const present = record.domain.media;
    if (present !== null) {
      if (present.operationId === operationId) return;
      throw new DomainError('conflict', `guest '${record.domain.spec.name}' already has media attached`, {
        reason: 'media_attached',
        subject: { kind: 'guest', id: guestId },
      });
    }
    const path = await requireMediaFile(this.#imagesPath, media);
    await this.#change(record.ref, path, LIVE);
    await this.#mark(record.ref, formatXml(buildMediaMark({ operationId, media }, '')));
  }

  /** A system that has the medium in use locks the tray; then it is opened by force, as by the pin in its hole. */
  async eject(guestId: string): Promise<void> {
    const record = await this.#getOn(guestId);
    try {
      await this.#change(record.ref, null, LIVE);
    } catch (refusal) {
      await this.#change(record.ref, null, LIVE | FORCE).catch((cause: unknown) => {
        throw locked(record, refusal, cause);
      });
    }
    if (record.domain.media !== null) await this.#mark(record.ref, null);
  }

  async #openTray(domain: DomainRef): Promise<void> {
    const id = find(await this.#drive(domain), 'alias')?.attributes.name;
    const command = JSON.stringify({ execute: 'blockdev-open-tray', arguments: { id, force: true } });
    await this.#client.call(qemuDomainMonitorCommand, { domain, command, flags: 0 });
  }

  async #getOn(guestId: string): Promise<GuestRecord> {
    const record = await this.#records.get(guestId);
    requireOn(record);
    return record;
  }

  async #drive(domain: DomainRef): Promise<XmlElement> {
    const drive = mediaDriveOf(parseXml(await this.#client.call(domainGetXmlDesc, { domain, flags: 0 })));
    if (drive !== undefined) return drive;
    throw new DomainError('unsupported', 'the guest has no drive for media', { reason: 'no_media_drive' });
  }

  /**
   * Firmware that resets the drive shuts its tray, and QEMU does not tell: libvirt then takes it for open still and
   * can not change the medium. Once QEMU has opened it, it is what libvirt believes.
   */
  async #change(domain: DomainRef, path: string | null, flags: number): Promise<void> {
    const xml = formatXml(withSource(await this.#drive(domain), path));
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#client.call(domainUpdateDeviceFlags, { domain, xml, flags });
        return;
      } catch (error) {
        if (attempt === attempts || !isShutUnseen(error)) throw error;
        await delay(attempt * 50);
        await this.#openTray(domain);
      }
    }
  }

  async #mark(domain: DomainRef, metadata: string | null): Promise<void> {
    const [type, key] = [METADATA_ELEMENT, metadata === null ? null : 'cellar-media'];
    const request = { domain, type, metadata, key, uri: MEDIA_NAMESPACE, flags: LIVE };
    await this.#client.call(domainSetMetadata, request);
  }
}

/** QEMU's own words; libvirt has no code for it. */
function isShutUnseen(error: unknown): boolean {
  return error instanceof DomainError && /tray of (the )?device.* is not open/i.test(error.message);
}

function locked({ domain }: GuestRecord, refusal: unknown, cause: unknown): Error {
  // What has nothing to do with the tray, such as libvirt gone, speaks for itself.
  if (!(refusal instanceof DomainError) || !(cause instanceof DomainError)) return toError(cause);
  if (cause.code === 'cell_unreachable' || cause.code === 'cancelled') return cause;
  return new DomainError('conflict', `guest '${domain.spec.name}' keeps the tray of its drive locked`, {
    reason: 'tray_locked',
    subject: { kind: 'guest', id: domain.spec.id },
    cause,
  });
}

function toError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
