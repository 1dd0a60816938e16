/**
 * Libvirt sends no running guest that it has snapshots of, and takes none. So what it knows of them waits in a file while
 * such a guest is on its way: on the source until it has left or stays, on the target until it has arrived. Their content is
 * in the disks, which both cells have.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { LibvirtClient } from '../client.ts';
import type { GuestFiles } from '../guest-files.ts';
import type { DomainRef } from '../rpc/procedure.ts';
import { domainListAllSnapshots, domainSnapshotDelete } from '../rpc/procedures.ts';
import type { Luggage } from './luggage.ts';
import { defineSnapshots, packSnapshots } from './snapshots.ts';

type Snapshots = Luggage['snapshots'];

/** `VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY`. */
const METADATA_ONLY = 2;

export class KeptSnapshots {
  readonly #client: LibvirtClient;
  readonly #files: Pick<GuestFiles, 'snapshots'>;

  constructor(client: LibvirtClient, files: Pick<GuestFiles, 'snapshots'>) {
    this.#client = client;
    this.#files = files;
  }

  /** What libvirt knows of the guest's snapshots, or knew before they were taken out; parents first. */
  async list(domain: DomainRef): Promise<Snapshots> {
    return (await this.#read(domain.uuid)) ?? (await packSnapshots(this.#client, domain));
  }

  /** Has libvirt forget them, which are in the file before. */
  async takeOut(domain: DomainRef, snapshots: Snapshots): Promise<void> {
    await this.keep(domain.uuid, snapshots);
    const known = await this.#client.call(domainListAllSnapshots, { domain, flags: 0 });
    for (const snapshot of known)
      await this.#client.call(domainSnapshotDelete, { snapshot, flags: METADATA_ONLY });
  }

  /** Has the file, for `putBack`. None is kept of none. */
  async keep(guestId: string, snapshots: Snapshots): Promise<void> {
    if (snapshots.length === 0) return;
    const path = this.#files.snapshots(guestId);
    const temporary = `${path}.new`;
    await writeFile(temporary, JSON.stringify(snapshots), { mode: 0o600, flush: true });
    await rename(temporary, path);
  }

  /** Has libvirt know again what is in the file, if there is one. */
  async putBack(domain: DomainRef): Promise<void> {
    const snapshots = await this.#read(domain.uuid);
    if (snapshots === null) return;
    await defineSnapshots(this.#client, domain, snapshots);
    await rm(this.#files.snapshots(domain.uuid), { force: true });
  }

  async #read(guestId: string): Promise<Snapshots | null> {
    try {
      return JSON.parse(await readFile(this.#files.snapshots(guestId), 'utf8')) as Snapshots;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }
}
