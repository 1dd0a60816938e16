import { access } from 'node:fs/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Snapshot } from '../../../../../proto/src/model-snapshots.ts';
import type { LibvirtClient } from '../client.ts';
import { runTool } from '../disks/run-tool.ts';
import { parseDomain } from '../domain-xml/parse.ts';
import { isLibvirtError } from '../errors.ts';
import type { GuestFiles } from '../guest-files.ts';
import { domainRef, type GuestRecord, type GuestRecords } from '../guest-records.ts';
import type { DomainRef } from '../rpc/procedure.ts';
import {
  domainBlockResize,
  domainDefineXmlFlags,
  domainGetBlockInfo,
  domainGetXmlDesc,
  domainListAllSnapshots,
  domainRevertToSnapshot,
  domainSnapshotCreateXml,
  domainSnapshotCurrent,
  domainSnapshotDelete,
  domainSnapshotGetXmlDesc,
} from '../rpc/procedures.ts';
import { forgetDefinition, keepDefinition } from './kept-definition.ts';
import { toLibvirtName } from './name.ts';
import { buildSnapshotXml, type ParsedSnapshot, parseSnapshot } from './snapshot-xml.ts';

const NO_SNAPSHOT = 72;
const XML_SECURE_INACTIVE = 1 | 2;
/** On all disks or on none. */
const CREATE_ATOMIC = 128;
/** Also where the guest has to start anew for it. */
const REVERT_FORCE = 4;
const RESIZE_IN_BYTES = 1;
/** Memory is written to the disk while the guest waits. */
const TIMEOUT_MS = 600_000;

/** Internal snapshots of all qcow2 files of a guest; libvirt's records of them are the truth. */
export class Snapshots {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #files: GuestFiles;

  constructor(parts: { client: LibvirtClient; records: GuestRecords; files: GuestFiles }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#files = parts.files;
  }

  async list(guestId: string): Promise<Snapshot[]> {
    const { ref } = await this.#records.get(guestId);
    const [list, current] = await Promise.all([
      this.#client.call(domainListAllSnapshots, { domain: ref, flags: 0 }),
      this.#current(ref),
    ]);
    const snapshots = await Promise.all(
      list.map(async ({ name }) => {
        const { diskPaths: _, ...snapshot } = await this.#read(ref, name);
        return { ...snapshot, current: name === current };
      }),
    );
    return snapshots.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  async create(
    guestId: string,
    snapshot: Pick<Snapshot, 'name' | 'description' | 'operationId'>,
  ): Promise<void> {
    const { ref } = await this.#records.get(guestId);
    const request = { domain: ref, xml: buildSnapshotXml(snapshot), flags: CREATE_ATOMIC };
    await this.#client.call(domainSnapshotCreateXml, request, { timeoutMs: TIMEOUT_MS });
  }

  async restore(guestId: string, name: string, operationId: string): Promise<void> {
    const { ref } = await this.#records.get(guestId);
    const target = toLibvirtName(name);
    const parsed = await this.#read(ref, target);
    if (parsed.running) await requireFiles(guestId, parsed);
    const keptPath = this.#files.restore(guestId);
    const kept = await keepDefinition(keptPath, operationId, () =>
      this.#client.call(domainGetXmlDesc, { domain: ref, flags: XML_SECURE_INACTIVE }),
    );
    const revert = { snapshot: { name: target, domain: ref }, flags: REVERT_FORCE };
    await this.#client.call(domainRevertToSnapshot, revert, { timeoutMs: TIMEOUT_MS });
    await this.#client.call(domainDefineXmlFlags, { xml: kept, flags: 0 });
    await this.#growDisks(guestId, kept);
    await forgetDefinition(keptPath);
  }

  async delete(guestId: string, name: string): Promise<void> {
    const { ref } = await this.#records.get(guestId);
    const snapshot = { name: toLibvirtName(name), domain: ref };
    try {
      await this.#client.call(domainSnapshotDelete, { snapshot, flags: 0 }, { timeoutMs: TIMEOUT_MS });
    } catch (error) {
      if (!isLibvirtError(error, NO_SNAPSHOT)) throw error;
    }
  }

  async #read(domain: DomainRef, name: string): Promise<ParsedSnapshot> {
    const snapshot = { name, domain };
    return parseSnapshot(await this.#client.call(domainSnapshotGetXmlDesc, { snapshot, flags: 0 }));
  }

  async #current(domain: DomainRef): Promise<string | null> {
    try {
      return (await this.#client.call(domainSnapshotCurrent, { domain, flags: 0 })).name;
    } catch (error) {
      if (isLibvirtError(error, NO_SNAPSHOT)) return null;
      throw error;
    }
  }

  /** A disk that was enlarged since the snapshot was taken has its old size after the revert. */
  async #growDisks(guestId: string, definition: string): Promise<void> {
    const record = await this.#records.get(guestId);
    const sizes = parseDomain(definition)?.spec.disks.map(({ sizeBytes }) => sizeBytes) ?? [];
    for (const [index, sizeBytes] of sizes.entries()) await this.#growDisk(record, index, sizeBytes);
  }

  async #growDisk({ domain, state }: GuestRecord, index: number, sizeBytes: number): Promise<void> {
    const { id } = domain.spec;
    const path = this.#files.disk(id, index);
    const ref = domainRef(id);
    const { capacityBytes } = await this.#client.call(domainGetBlockInfo, { domain: ref, path, flags: 0 });
    if (capacityBytes >= sizeBytes) return;
    if (state === 'stopped')
      return await runTool('qemu-img', ['resize', '-q', '-f', 'qcow2', path, String(sizeBytes)]);
    const resize = { domain: ref, disk: path, size: sizeBytes, flags: RESIZE_IN_BYTES };
    await this.#client.call(domainBlockResize, resize);
  }
}

/** Media that were in the drive may have left the cell's cache since. */
async function requireFiles(guestId: string, { name, diskPaths }: ParsedSnapshot): Promise<void> {
  for (const path of diskPaths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    throw new DomainError('conflict', `a file that snapshot '${name}' runs with is no longer on the cell`, {
      reason: 'disk_missing',
      subject: { kind: 'guest', id: guestId },
      details: { path },
    });
  }
}
