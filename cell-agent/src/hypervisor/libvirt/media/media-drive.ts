/**
 * Media in the drive of a running guest. All of it concerns the run only: libvirt forgets it with the power, whatever
 * has become of the agent by then.
 */
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Media } from '../../../../../proto/src/model.ts';
import type { LibvirtClient } from '../client.ts';
import { formatXml, parseXml } from '../domain-xml/element.ts';
import { mediaDriveOf, withSource } from '../domain-xml/media-drive.ts';
import { buildMediaMark, MEDIA_NAMESPACE } from '../domain-xml/metadata.ts';
import { type GuestRecord, type GuestRecords, requireOn } from '../guest-records.ts';
import type { DomainRef } from '../rpc/procedure.ts';
import { domainGetXmlDesc, domainSetMetadata, domainUpdateDeviceFlags } from '../rpc/procedures.ts';
import { requireMediaFile } from './media-file.ts';

const LIVE = 1;
const FORCE = 4;
const forceAttempts = 4;
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
      await this.#force(record, refusal);
    }
    if (record.domain.media !== null) await this.#mark(record.ref, null);
  }

  /** Firmware that looks at its drives may close the tray between two steps of libvirt's: then it is opened again. */
  async #force(record: GuestRecord, refusal: unknown): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#change(record.ref, null, LIVE | FORCE);
      } catch (cause) {
        if (attempt === forceAttempts) throw locked(record, refusal, cause);
      }
    }
  }

  async #getOn(guestId: string): Promise<GuestRecord> {
    const record = await this.#records.get(guestId);
    requireOn(record);
    return record;
  }

  async #change(domain: DomainRef, path: string | null, flags: number): Promise<void> {
    const drive = mediaDriveOf(parseXml(await this.#client.call(domainGetXmlDesc, { domain, flags: 0 })));
    if (drive === undefined) {
      throw new DomainError('unsupported', 'the guest has no drive for media', { reason: 'no_media_drive' });
    }
    const xml = formatXml(withSource(drive, path));
    await this.#client.call(domainUpdateDeviceFlags, { domain, xml, flags });
  }

  async #mark(domain: DomainRef, metadata: string | null): Promise<void> {
    const [type, key] = [METADATA_ELEMENT, metadata === null ? null : 'cellar-media'];
    const request = { domain, type, metadata, key, uri: MEDIA_NAMESPACE, flags: LIVE };
    await this.#client.call(domainSetMetadata, request);
  }
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
