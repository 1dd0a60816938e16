/** Where the files of guests are. All of one guest begin with its id, so that they are found without its definition. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSpec, VolumeSpec } from '../../../../proto/src/model.ts';

type Placed = Pick<GuestSpec, 'id' | 'storage'>;

const volumeSuffix = '.volume.qcow2';

/** The id of the volume that the file is of; null for any other file. */
export function volumeIdOf(path: string): string | null {
  const name = basename(path);
  return name.endsWith(volumeSuffix) ? name.slice(0, -volumeSuffix.length) : null;
}

/** Room for a path in a Unix socket's address (`sun_path`), less its end. */
const SOCKET_PATH_MAX = 107;

export class GuestFiles {
  /** Of the first disks of this cell; what is not disks stays with it. */
  readonly homePath: string;
  /** Holds sockets of QEMU's, open to its user and root only. */
  readonly socketsPath: string;
  /** Where the cell's own disks are. */
  storagePath: string;
  /** Folders of disks by the name of the attached storage. */
  readonly #shared = new Map<string, string>();

  constructor(homePath: string) {
    this.homePath = homePath;
    this.storagePath = homePath;
    this.socketsPath = join(homePath, 'sockets');
    const longest = this.socket('0'.repeat(36), 'spice');
    if (Buffer.byteLength(longest) <= SOCKET_PATH_MAX) return;
    throw new DomainError('invalid', `the storage path ${homePath} is too long for sockets`, {
      reason: 'storage_path_too_long',
    });
  }

  /** @throws DomainError `cell_unreachable` with reason `storage_unavailable` while its storage is not attached. */
  disk({ id, storage }: Placed, index: number): string {
    return join(this.disksPath(storage), `${id}.${index}.qcow2`);
  }

  /** @throws DomainError `cell_unreachable` with reason `storage_unavailable` while its storage is not attached. */
  seed({ id, storage }: Placed): string {
    return join(this.disksPath(storage), `${id}.seed.iso`);
  }

  /**
   * What a guest's UEFI remembers, as the order in which it boots. Beside its disks, which it goes with.
   * @throws DomainError `cell_unreachable` with reason `storage_unavailable` while its storage is not attached.
   */
  firmware({ id, storage }: Placed): string {
    return join(this.disksPath(storage), `${id}.nvram.fd`);
  }

  /** @throws DomainError `cell_unreachable` with reason `storage_unavailable` while its storage is not attached. */
  volume({ id, storage }: Pick<VolumeSpec, 'id' | 'storage'>): string {
    return join(this.disksPath(storage), `${id}${volumeSuffix}`);
  }

  /** Those on the cell's own storage. */
  async ownVolumes(): Promise<string[]> {
    const names = (await readdir(this.storagePath)).filter((name) => name.endsWith(volumeSuffix));
    return names.map((name) => name.slice(0, -volumeSuffix.length));
  }

  secrets(guestId: string): string {
    return join(this.homePath, `${guestId}.secrets.json`);
  }

  /** The definition to come back to after the restoring of a snapshot that is under way. */
  restore(guestId: string): string {
    return join(this.homePath, `${guestId}.restore.json`);
  }

  /** What libvirt knows of the snapshots of a running guest that is on its way. */
  snapshots(guestId: string): string {
    return join(this.homePath, `${guestId}.snapshots.json`);
  }

  /** What the guest's first serial port says, kept and turned over by virtlogd. */
  serialLog(guestId: string): string {
    return join(this.homePath, `${guestId}.serial.log`);
  }

  /** `m…` and `d…` carry the memory and the disks of a guest on its way, out of here or into here. */
  socket(guestId: string, kind: 'vnc' | 'spice' | 'mout' | 'dout' | 'min' | 'din'): string {
    return join(this.socketsPath, `${guestId}.${kind}`);
  }

  async makeFolders(): Promise<void> {
    await mkdir(this.homePath, { recursive: true, mode: 0o755 });
    await mkdir(this.socketsPath, { recursive: true, mode: 0o700 });
  }

  attach(storage: string, disksPath: string): void {
    this.#shared.set(storage, disksPath);
  }

  detach(storage: string): void {
    this.#shared.delete(storage);
  }

  /** @param storage empty: the cell's own. */
  disksPath(storage: string): string {
    if (storage === '') return this.storagePath;
    const path = this.#shared.get(storage);
    if (path !== undefined) return path;
    throw new DomainError('cell_unreachable', `storage '${storage}' is not attached to this cell`, {
      reason: 'storage_unavailable',
      subject: { kind: 'storage-pool', id: storage },
    });
  }

  /** All but what lies with the disks, which another cell goes on with. */
  async removeOwn(guestId: string): Promise<void> {
    for (const folder of new Set([this.homePath, this.socketsPath])) {
      const names = (await readdir(folder)).filter((name) => name.startsWith(`${guestId}.`));
      const own = names.filter((name) => !isDisk(name.slice(guestId.length)));
      await Promise.all(own.map((name) => rm(join(folder, name), { force: true })));
    }
  }

  /** A file that is still being received. */
  received(path: string): string {
    return `${path}.received`;
  }

  /** The cell's own files of the guest, and those on the storage if one is named. */
  async removeAll(guestId: string, storage: string): Promise<void> {
    const folders = new Set([this.homePath, this.storagePath, this.socketsPath, this.disksPath(storage)]);
    for (const folder of folders) {
      const names = (await readdir(folder)).filter((name) => name.startsWith(`${guestId}.`));
      await Promise.all(names.map((name) => rm(join(folder, name), { force: true, recursive: true })));
    }
  }
}

function isDisk(suffix: string): boolean {
  return /^\.\d+\.qcow2$/.test(suffix) || suffix === '.seed.iso' || suffix === '.nvram.fd';
}
