/** The data folder of `cellar dev`: who uses it, and what the next start must know. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type DevMemory, devMemorySchema } from '../../backup/dev-memory.ts';
import { FolderLock } from '../../system/folder-lock.ts';

export class DevFolder implements Disposable {
  readonly path: string;
  readonly logs: string;
  readonly #lock: FolderLock;

  /** Takes the folder for this process. @throws DomainError `conflict` while another `cellar dev` uses it. */
  constructor(path: string) {
    this.path = path;
    this.logs = join(path, 'logs');
    // QEMU's user must be able to pass through to the cells' disks.
    mkdirSync(this.logs, { recursive: true, mode: 0o755 });
    this.#lock = new FolderLock(path, 'dev.pid', 'cellar dev');
  }

  recall(): DevMemory | null {
    const file = join(this.path, 'dev.json');
    return existsSync(file) ? devMemorySchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  }

  remember(memory: DevMemory): void {
    const file = join(this.path, 'dev.json');
    const part = openSync(`${file}.part`, 'w', 0o600);
    writeSync(part, JSON.stringify(memory, null, 2));
    closeSync(part);
    renameSync(`${file}.part`, file);
  }

  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]();
  }
}
