/** The data folder of `cellar dev`: who uses it, and what the next start must know. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../../proto/src/errors.ts';

const memorySchema = z.object({
  user: z.string(),
  password: z.string(),
  controlPlanePort: z.number(),
  cellListenerPort: z.number(),
});

export type DevMemory = z.output<typeof memorySchema>;

export class DevFolder implements Disposable {
  readonly path: string;
  readonly logs: string;
  readonly #lock: string;

  /** Takes the folder for this process. @throws DomainError `conflict` while another `cellar dev` uses it. */
  constructor(path: string) {
    this.path = path;
    this.logs = join(path, 'logs');
    // QEMU's user must be able to pass through to the cells' disks.
    mkdirSync(this.logs, { recursive: true, mode: 0o755 });
    this.#lock = join(path, 'dev.pid');
    this.#take();
  }

  #take(): void {
    for (;;) {
      try {
        const file = openSync(this.#lock, 'wx', 0o600);
        writeSync(file, processStamp(process.pid) ?? String(process.pid));
        closeSync(file);
        return;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      const holder = readFileSync(this.#lock, 'utf8');
      if (holder !== '' && processStamp(Number(holder.split(' ')[0])) === holder) {
        throw new DomainError(
          'conflict',
          `${this.path} is in use by another cellar dev (pid ${holder.split(' ')[0]})`,
          { reason: 'folder_in_use' },
        );
      }
      rmSync(this.#lock, { force: true });
    }
  }

  recall(): DevMemory | null {
    const file = join(this.path, 'dev.json');
    return existsSync(file) ? memorySchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  }

  remember(memory: DevMemory): void {
    const file = join(this.path, 'dev.json');
    const part = openSync(`${file}.part`, 'w', 0o600);
    writeSync(part, JSON.stringify(memory, null, 2));
    closeSync(part);
    renameSync(`${file}.part`, file);
  }

  [Symbol.dispose](): void {
    rmSync(this.#lock, { force: true });
  }
}

/** A pid with its start time, so that a reused pid is not taken for the old process. Null: no such process. */
function processStamp(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${pid} ${started}`;
  } catch {
    return null;
  }
}
