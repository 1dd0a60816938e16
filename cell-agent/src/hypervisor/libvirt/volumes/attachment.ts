/** Volumes at guests. Libvirt's two definitions, of the run and of the starts after, say the same when a call has ended. */
import { access } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { VolumeSpec } from '../../../../../proto/src/model.ts';
import type { Revisions } from '../changes/revisions.ts';
import type { LibvirtClient } from '../client.ts';
import { elements, find, formatXml, parseXml, type XmlElement } from '../domain-xml/element.ts';
import { buildVolume, isVolume, withVolume } from '../domain-xml/volumes.ts';
import { type GuestFiles, volumeIdOf } from '../guest-files.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import { domainAttachDeviceFlags, domainDetachDeviceFlags, domainGetXmlDesc } from '../rpc/procedures.ts';

const LIVE = 1;
/** The guest's system has to go along. */
const unplugMs = 30_000;
const lookMs = 300;
/** A system that was just starting hears the next request. */
const askAgainMs = 5_000;

export interface AttachmentParts {
  readonly client: LibvirtClient;
  readonly records: GuestRecords;
  readonly revisions: Revisions;
  readonly files: GuestFiles;
}

export class Attachment {
  readonly #parts: AttachmentParts;

  constructor(parts: AttachmentParts) {
    this.#parts = parts;
  }

  async attach(guestId: string, volume: VolumeSpec): Promise<void> {
    const { client, records, revisions, files } = this.#parts;
    const record = await records.get(guestId);
    await this.requireFree(volume.id, guestId);
    await requireFile(files.volume(volume), volume);
    const { spec } = record.domain;
    const device = buildVolume(spec, volume, files);
    if (record.state !== 'stopped' && !hasVolume(record, volume.id)) {
      const call = { domain: record.ref, xml: formatXml(device), flags: LIVE };
      await client.call(domainAttachDeviceFlags, call, { timeoutMs: unplugMs });
    }
    const volumes = [...spec.volumes.filter(({ id }) => id !== volume.id), volume];
    await revisions.revise(record, { volumes }, withVolume(volume.id, device));
  }

  async detach(guestId: string, volumeId: string): Promise<void> {
    await this.#unplug(guestId, volumeId);
    const record = await this.#parts.records.get(guestId);
    const { volumes } = record.domain.spec;
    if (!volumes.some(({ id }) => id === volumeId)) return;
    const difference = { volumes: volumes.filter(({ id }) => id !== volumeId) };
    await this.#parts.revisions.revise(record, difference, withVolume(volumeId, null));
  }

  /** @throws DomainError `conflict` with reason `volume_attached` while any guest of the cell but this one has it. */
  async requireFree(volumeId: string, except: string | null): Promise<void> {
    for (const { domain } of await this.#parts.records.listAny()) {
      if (domain.spec.id === except) continue;
      if (!domain.spec.volumes.some(({ id }) => id === volumeId)) continue;
      throw new DomainError('conflict', `the guest ${domain.spec.name} has the volume attached`, {
        reason: 'volume_attached',
        subject: { kind: 'volume', id: volumeId },
        details: { guest: domain.spec.id },
      });
    }
  }

  async #unplug(guestId: string, volumeId: string): Promise<void> {
    const deadline = performance.now() + unplugMs;
    let askAtMs = 0;
    let refusal: unknown;
    while (performance.now() < deadline) {
      const record = await this.#parts.records.get(guestId);
      if (record.state === 'stopped' || !hasVolume(record, volumeId)) return;
      if (performance.now() >= askAtMs) {
        askAtMs = performance.now() + askAgainMs;
        refusal = await this.#ask(record, volumeId);
      }
      await delay(lookMs);
    }
    const { name } = (await this.#parts.records.get(guestId)).domain.spec;
    throw new DomainError('conflict', `the system of the guest ${name} does not let go of the volume`, {
      reason: 'volume_busy',
      subject: { kind: 'guest', id: guestId },
      cause: refusal,
    });
  }

  /** What libvirt refuses, as that it was asked before, the next look tells. */
  async #ask({ ref }: GuestRecord, volumeId: string): Promise<unknown> {
    const { client } = this.#parts;
    try {
      const running = parseXml(await client.call(domainGetXmlDesc, { domain: ref, flags: 0 }));
      const device = deviceOf(running, volumeId);
      if (device === undefined) return undefined;
      const call = { domain: ref, xml: formatXml(device), flags: LIVE };
      await client.call(domainDetachDeviceFlags, call, { timeoutMs: unplugMs });
      return undefined;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'cell_unreachable') throw error;
      return error;
    }
  }
}

function deviceOf(domain: XmlElement, volumeId: string): XmlElement | undefined {
  return elements(find(domain, 'devices'), 'disk').find((disk) => isVolume(disk, volumeId));
}

function hasVolume({ domain }: GuestRecord, volumeId: string): boolean {
  return domain.diskPaths.some((path) => volumeIdOf(path) === volumeId);
}

async function requireFile(path: string, { id }: VolumeSpec): Promise<void> {
  await access(path).catch((cause: unknown) => {
    throw new DomainError('conflict', `the file of volume ${id} is not on this cell`, {
      reason: 'volume_missing',
      subject: { kind: 'volume', id },
      cause,
    });
  });
}
