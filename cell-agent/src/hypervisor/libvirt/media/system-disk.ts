import { rename, rm } from 'node:fs/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../../proto/src/model.ts';
import type { ExportedDisk } from '../../port/media.ts';
import type { BaseImage, LongCall } from '../../port.ts';
import type { LibvirtClient } from '../client.ts';
import { createDisk, type Owner } from '../disks/create-disk.ts';
import { onStorage } from '../disks/on-storage.ts';
import { withInstance } from '../domain-xml/instance.ts';
import { publicSpec } from '../domain-xml/metadata.ts';
import { reviseDomain } from '../domain-xml/revise.ts';
import type { GuestFiles } from '../guest-files.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import { domainDefineXmlFlags, domainGetXmlDesc } from '../rpc/procedures.ts';
import type { SecretStore } from '../secrets.ts';
import { writeSeed } from '../seed/write-seed.ts';
import { exportDisk } from './export-disk.ts';

const XML_SECURE_INACTIVE = 1 | 2;

export class SystemDisk {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #secrets: SecretStore;
  readonly #files: GuestFiles;
  readonly #owner: Owner;

  constructor(parts: {
    client: LibvirtClient;
    records: GuestRecords;
    secrets: SecretStore;
    files: GuestFiles;
    owner: Owner;
  }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#secrets = parts.secrets;
    this.#files = parts.files;
    this.#owner = parts.owner;
  }

  async export(guestId: string, index: number, options: LongCall): Promise<ExportedDisk> {
    const { domain } = await this.#getOff(guestId);
    return await exportDisk(this.#files.disk(domain.spec, index), options);
  }

  /**
   * The new files are made beside the old ones, then the definition names the new image, then the files take the
   * places of the old ones. The definition tells a repeated call how far the first one came.
   */
  async replace(operationId: string, spec: GuestSpec, base: BaseImage, options: LongCall): Promise<void> {
    const record = await this.#getOff(spec.id);
    const moves = [this.#files.disk(spec, 0), this.#files.seed(spec)];
    if (record.domain.instance !== operationId) {
      await removeNew(moves);
      try {
        await this.#make(operationId, spec, base, options);
        await this.#redefine(record, operationId, spec);
      } catch (error) {
        await removeNew(moves);
        throw error;
      }
    }
    for (const path of moves) await moveNew(path);
  }

  async #make(operationId: string, spec: GuestSpec, base: BaseImage, options: LongCall): Promise<void> {
    const { id: guestId, disks, storage } = spec;
    const disk = { guestId, index: 0, sizeBytes: disks[0]?.sizeBytes ?? 0, base, storage };
    await createDisk(newOf(this.#files.disk(spec, 0)), disk, this.#owner, options);
    await onStorage(async () => {
      await this.#secrets.write(spec);
      await writeSeed(newOf(this.#files.seed(spec)), spec, this.#owner, operationId);
    });
  }

  async #redefine({ ref }: GuestRecord, instance: string, spec: GuestSpec): Promise<void> {
    const kept = await this.#client.call(domainGetXmlDesc, { domain: ref, flags: XML_SECURE_INACTIVE });
    const xml = reviseDomain(kept, publicSpec(spec), withInstance(instance));
    await this.#client.call(domainDefineXmlFlags, { xml, flags: 0 });
  }

  async #getOff(guestId: string): Promise<GuestRecord> {
    const record = await this.#records.get(guestId);
    if (record.state === 'stopped') return record;
    throw new DomainError('conflict', `the guest ${record.domain.spec.name} is running`, {
      reason: 'guest_running',
      subject: { kind: 'guest', id: guestId },
    });
  }
}

/** Still the guest's by its name. */
function newOf(path: string): string {
  return `${path}.new`;
}

async function removeNew(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(newOf(path), { force: true });
}

async function moveNew(path: string): Promise<void> {
  await rename(newOf(path), path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
