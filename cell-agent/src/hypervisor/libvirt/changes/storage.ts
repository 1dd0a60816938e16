import { DomainError } from '../../../../../proto/src/errors.ts';
import type { LongCall } from '../../port.ts';
import type { LibvirtClient } from '../client.ts';
import { compactDisk } from '../disks/compact-disk.ts';
import type { Owner } from '../disks/create-disk.ts';
import { extendFile } from '../disks/extend-file.ts';
import type { GuestFiles } from '../guest-files.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import { domainBlockResize, domainGetBlockInfo } from '../rpc/procedures.ts';
import { requireOff } from './require-off.ts';
import type { Revisions } from './revisions.ts';

const IN_BYTES = 1;

/** The sizes of disks, and of their files. */
export class Storage {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #revisions: Revisions;
  readonly #files: GuestFiles;
  readonly #owner: Owner;

  constructor(parts: {
    client: LibvirtClient;
    records: GuestRecords;
    revisions: Revisions;
    files: GuestFiles;
    owner: Owner;
  }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#revisions = parts.revisions;
    this.#files = parts.files;
    this.#owner = parts.owner;
  }

  /** Both ways would make a disk smaller without asking. */
  async resize(guestId: string, index: number, sizeBytes: number): Promise<void> {
    const { record, path } = await this.#find(guestId, index);
    if (record.state === 'stopped') {
      await extendFile(path, sizeBytes);
    } else {
      const { ref } = record;
      const { capacityBytes } = await this.#client.call(domainGetBlockInfo, { domain: ref, path, flags: 0 });
      if (capacityBytes < sizeBytes) {
        const call = { domain: ref, disk: path, size: sizeBytes, flags: IN_BYTES };
        await this.#client.call(domainBlockResize, call);
      }
    }
    const { disks } = record.domain.spec;
    await this.#revisions.revise(record, {
      disks: disks.map((disk, at) => (at === index ? { ...disk, sizeBytes } : disk)),
    });
  }

  async compact(guestId: string, index: number, options: LongCall): Promise<void> {
    const { record, path } = await this.#find(guestId, index);
    requireOff(record);
    await compactDisk(path, this.#owner, options);
  }

  async #find(guestId: string, index: number): Promise<{ record: GuestRecord; path: string }> {
    const record = await this.#records.get(guestId);
    const { spec } = record.domain;
    const { name, disks } = spec;
    if (disks[index] !== undefined) return { record, path: this.#files.disk(spec, index) };
    throw new DomainError('not_found', `the guest ${name} has no disk ${index}`, {
      reason: 'disk_unknown',
      subject: { kind: 'guest', id: guestId },
      details: { index },
    });
  }
}
