import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from '../../scripts/package/run.ts';

const cache = resolve(
  process.env.CELLAR_CACHE_DIR ?? join(import.meta.dirname, '../../.cache'),
  'debian-root',
);

/**
 * A fresh Debian 12 with these packages besides the smallest set, in a folder of its own. What mmdebstrap made is kept;
 * delete .cache/debian-root to take newer packages.
 */
export class DebianRoot implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(packages: readonly string[]): Promise<DebianRoot> {
    await mkdir(cache, { recursive: true });
    const key = createHash('sha256').update(packages.join(' ')).digest('hex').slice(0, 12);
    const tar = join(cache, `root-${key}.tar`);
    if (!existsSync(tar)) {
      const options = ['--variant=minbase', '--skip=cleanup/apt/lists', '--format=tar'];
      const made = `${tar}.${process.pid}`;
      await run('mmdebstrap', [...options, `--include=${packages.join(',')}`, 'bookworm', made]);
      await rename(made, tar);
    }
    const folder = await mkdtemp(join(cache, 'root-'));
    await run('tar', ['-x', '--numeric-owner', '-p', '-C', folder, '-f', tar]);
    await run('chmod', ['0755', folder]);
    return new DebianRoot(folder);
  }

  /** Runs a program in it as root and returns what it printed. */
  run(program: string, ...args: string[]): Promise<string> {
    return run('unshare', [...this.entry, program, ...args], { DEBIAN_FRONTEND: 'noninteractive' });
  }

  /** What unshare(1) needs before the program. */
  get entry(): string[] {
    return ['--mount', '--pid', '--fork', '--kill-child', `--root=${this.folder}`, '--mount-proc', '--'];
  }

  /** Paths of all files but those of /proc, /dev, /tmp and apt's and dpkg's own notes. */
  async files(): Promise<string[]> {
    const notes = ['/proc', '/dev', '/tmp', '/var/lib/dpkg', '/var/lib/apt', '/var/log', '/var/cache'];
    const prune = notes.flatMap((path) => ['-path', `${this.folder}${path}`, '-o']);
    const found = await run('find', [
      this.folder,
      '(',
      ...prune,
      '-false',
      ')',
      '-prune',
      '-o',
      '-printf',
      '/%P\n',
    ]);
    return found.trim().split('\n').sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
