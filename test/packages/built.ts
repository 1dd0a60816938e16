import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { packages } from '../../scripts/package/descriptions.ts';
import { run } from '../../scripts/package/run.ts';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, '.cache/packages');
/** What goes into packages. */
const sources = [
  'dist',
  'packaging',
  'systemd',
  'scripts',
  'docs/reference',
  'CHANGELOG.md',
  'package-lock.json',
];
const keptMs = 86_400_000;

/** The packages of Debian that they depend on. */
export const debianNeeds: readonly string[] = [
  ...new Set(packages.flatMap(({ depends }) => depends.map((each) => each.replace(/ .*/, '')))),
].filter((name) => packages.every((each) => each.name !== name));

/** Packages out of dist/ in a folder of their own: all, or those named. */
export class BuiltPackages implements AsyncDisposable {
  readonly folder: string;
  /** Names of the files. */
  readonly files: readonly string[];
  readonly #isShared: boolean;

  private constructor(folder: string, files: readonly string[], isShared = false) {
    this.folder = folder;
    this.files = files;
    this.#isShared = isShared;
  }

  /** All of them as they were built before out of the same, since that takes half a minute. */
  static async shared(): Promise<BuiltPackages> {
    const folder = join(cache, `shared-${await keyOfSources()}`);
    if (!(await readdir(folder).catch(() => null))) {
      await forgetOld();
      const built = await BuiltPackages.build();
      // Another run may have been quicker.
      await rename(built.folder, folder).catch(() => built[Symbol.asyncDispose]());
    }
    return new BuiltPackages(folder, (await readdir(folder)).sort(), true);
  }

  static async build(...names: string[]): Promise<BuiltPackages> {
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
    if (!this.#isShared) await rm(this.folder, { recursive: true, force: true });
  }
}

async function keyOfSources(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await run('git', ['-C', root, 'log', '-1', '--format=%ct']));
  for (const source of sources) {
    const path = join(root, source);
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder ? (await readdir(path, { recursive: true })).sort() : [''];
    for (const name of names) {
      const file = join(path, name);
      if (!name.endsWith('.map') && (await stat(file)).isFile())
        hash.update(name).update(await readFile(file));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

async function forgetOld(): Promise<void> {
  for (const name of await readdir(cache).catch(() => [])) {
    const path = join(cache, name);
    if (Date.now() - (await stat(path)).mtimeMs > keptMs) await rm(path, { recursive: true, force: true });
  }
}
