import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from '../../scripts/package/run.ts';

const root = resolve(import.meta.dirname, '../..');

/** Packages out of dist/ in a folder of their own: all, or those named. */
export class BuiltPackages implements AsyncDisposable {
  readonly folder: string;
  /** Names of the files. */
  readonly files: readonly string[];

  private constructor(folder: string, files: readonly string[]) {
    this.folder = folder;
    this.files = files;
  }

  static async build(...names: string[]): Promise<BuiltPackages> {
    const cache = join(root, '.cache/packages');
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, 'built-'));
    await run(process.execPath, [join(root, 'scripts/package.ts'), folder, ...names]);
    return new BuiltPackages(folder, (await readdir(folder)).sort());
  }

  /** @throws Error when there is none of that name. */
  path(name: string): string {
    const file = this.files.find((each) => each.startsWith(`${name}_`));
    if (file === undefined) throw new Error(`no package ${name} was built`);
    return join(this.folder, file);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
