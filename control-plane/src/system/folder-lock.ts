/** One process per data folder: a file with the holder's pid and start time, so that a reused pid is not taken for it. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../../../proto/src/errors.ts';

export class FolderLock implements Disposable {
  readonly #file: string;

  /** @param name of the lock's file. @throws DomainError `conflict` with reason `folder_in_use`. */
  constructor(folder: string, name: string, holderIs: string) {
    this.#file = join(folder, name);
    while (!this.#take()) {
      const holder = readFileSync(this.#file, 'utf8');
      const pid = holder.split(' ')[0];
      if (holder !== '' && processStamp(Number(pid)) === holder) {
        throw new DomainError('conflict', `${folder} is in use by another ${holderIs} (pid ${pid})`, {
          reason: 'folder_in_use',
        });
      }
      rmSync(this.#file, { force: true });
    }
  }

  #take(): boolean {
    try {
      const file = openSync(this.#file, 'wx', 0o600);
      writeSync(file, processStamp(process.pid) ?? String(process.pid));
      closeSync(file);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.#file, { force: true });
  }
}

/** Whether a living process holds the lock. */
export function isFolderHeld(folder: string, name: string): boolean {
  try {
    const holder = readFileSync(join(folder, name), 'utf8');
    return holder !== '' && processStamp(Number(holder.split(' ')[0])) === holder;
  } catch {
    return false;
  }
}

/**
 * Null: no such process, or only what its parent has not collected yet, which may stay for ever where nobody collects.
 * @see proc(5), fields 3 and 22 of /proc/PID/stat
 */
function processStamp(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const dead = fields[0] === 'Z' || fields[0] === 'X';
    return dead ? null : `${pid} ${fields[19]}`;
  } catch {
    return null;
  }
}
