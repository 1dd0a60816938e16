/** Where the files of guests are. All of one guest begin with its id, so that they are found without its definition. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';

/** Room for a path in a Unix socket's address (`sun_path`), less its end. */
const SOCKET_PATH_MAX = 107;

export class GuestFiles {
  readonly storagePath: string;
  /** Holds sockets of QEMU's, open to its user and root only. */
  readonly socketsPath: string;

  constructor(storagePath: string) {
    this.storagePath = storagePath;
    this.socketsPath = join(storagePath, 'sockets');
    const longest = this.socket('0'.repeat(36), 'spice');
    if (Buffer.byteLength(longest) <= SOCKET_PATH_MAX) return;
    throw new DomainError('invalid', `the storage path ${storagePath} is too long for sockets`, {
      reason: 'storage_path_too_long',
    });
  }

  disk(guestId: string, index: number): string {
    return join(this.storagePath, `${guestId}.${index}.qcow2`);
  }

  seed(guestId: string): string {
    return join(this.storagePath, `${guestId}.seed.iso`);
  }

  secrets(guestId: string): string {
    return join(this.storagePath, `${guestId}.secrets.json`);
  }

  /** The definition to come back to after the restoring of a snapshot that is under way. */
  restore(guestId: string): string {
    return join(this.storagePath, `${guestId}.restore.json`);
  }

  /** What the guest's first serial port says, kept and turned over by virtlogd. */
  serialLog(guestId: string): string {
    return join(this.storagePath, `${guestId}.serial.log`);
  }

  socket(guestId: string, kind: 'vnc' | 'spice'): string {
    return join(this.socketsPath, `${guestId}.${kind}`);
  }

  async makeFolders(): Promise<void> {
    await mkdir(this.storagePath, { recursive: true, mode: 0o755 });
    await mkdir(this.socketsPath, { recursive: true, mode: 0o700 });
  }

  async removeAll(guestId: string): Promise<void> {
    for (const folder of [this.storagePath, this.socketsPath]) {
      const names = (await readdir(folder)).filter((name) => name.startsWith(`${guestId}.`));
      await Promise.all(names.map((name) => rm(join(folder, name), { force: true, recursive: true })));
    }
  }
}
