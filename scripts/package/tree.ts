import { chmod, cp, lutimes, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The files of one package, as they are to be in its root. */
export class Tree {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async write(path: string, content: string | Buffer, mode = 0o644): Promise<void> {
    const target = await this.#place(path);
    await writeFile(target, content);
    await chmod(target, mode);
  }

  /** As `path`.gz, the same bytes each time. */
  async writeCompressed(path: string, content: string): Promise<void> {
    await this.write(`${path}.gz`, gzipSync(content, { level: 9 }));
  }

  /** A file or a folder with all in it. */
  async copy(source: string, path: string): Promise<void> {
    await cp(source, await this.#place(path), { recursive: true, dereference: true });
  }

  async link(target: string, path: string): Promise<void> {
    await symlink(target, await this.#place(path));
  }

  /** Modes that hang on nobody's umask, and one time for all. @param time in seconds since 1970. */
  async settle(time: number): Promise<void> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) await chmod(path, 0o755);
    }
    for (const entry of entries) await lutimes(join(entry.parentPath, entry.name), time, time);
    await chmod(this.folder, 0o755);
    await lutimes(this.folder, time, time);
  }

  async #place(path: string): Promise<string> {
    const target = join(this.folder, path);
    await mkdir(dirname(target), { recursive: true });
    return target;
  }
}
