/**
 * What libvirt knows of the snapshots of a guest on shared storage, in a file beside its disks, which hold their content: the
 * cell that takes the guest over when this one is lost has nobody to ask. Only root reads it, as it has secrets.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuestSpec } from '../../../../../proto/src/model.ts';
import type { Snapshot } from '../../../../../proto/src/model-snapshots.ts';
import type { LibvirtClient } from '../client.ts';
import type { GuestRecords } from '../guest-records.ts';
import type { Luggage } from '../migration/luggage.ts';
import { type Place, relocate } from '../migration/relocate.ts';
import { defineSnapshots, packSnapshots, relocateSnapshots } from '../migration/snapshots.ts';
import { domainListAllSnapshots } from '../rpc/procedures.ts';

export interface BesideDisksParts {
  readonly client: LibvirtClient;
  readonly records: GuestRecords;
  readonly place: Place;
}

type Snapshots = Luggage['snapshots'];

export class SnapshotsBesideDisks {
  readonly #parts: BesideDisksParts;
  /** What the file of a guest says, as far as this agent knows. */
  readonly #told = new Map<string, string>();

  constructor(parts: BesideDisksParts) {
    this.#parts = parts;
  }

  /** After every look at the guest's snapshots: a verb that changes them ends with one. */
  async follow(guestId: string, snapshots: readonly Snapshot[]): Promise<void> {
    const { client, records } = this.#parts;
    const { ref, domain } = await records.get(guestId);
    if (domain.spec.storage === '') return;
    const text = JSON.stringify(
      snapshots.map(({ name, operationId, current }) => [name, operationId, current]),
    );
    if (this.#told.get(guestId) === text) return;
    const path = this.#path(domain.spec);
    if (snapshots.length === 0) await rm(path, { force: true });
    else {
      const packed = JSON.stringify(await packSnapshots(client, ref));
      await writeFile(`${path}.new`, packed, { mode: 0o600, flush: true });
      await rename(`${path}.new`, path);
    }
    this.#told.set(guestId, text);
  }

  /** Has libvirt know the snapshots of a guest that was just defined over disks of another cell. */
  async bring(operationId: string, spec: GuestSpec): Promise<void> {
    if (spec.storage === '') return;
    const found = await read(this.#path(spec));
    if (found === null) return;
    const { client, records, place } = this.#parts;
    const { ref, domain } = await records.get(spec.id);
    if ((await client.call(domainListAllSnapshots, { domain: ref, flags: 0 })).length > 0) return;
    const newcomer = { spec, instance: domain.instance, operationId, role: null };
    const own = relocateSnapshots(found, (tree) => relocate(tree, place, newcomer));
    await defineSnapshots(client, ref, own);
  }

  #path({ id, storage }: Pick<GuestSpec, 'id' | 'storage'>): string {
    return join(this.#parts.place.files.disksPath(storage), `${id}.snapshots.json`);
  }
}

/** Null: the guest has none. */
async function read(path: string): Promise<Snapshots | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Snapshots;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
