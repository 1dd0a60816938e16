import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { run } from '../../scripts/package/run.ts';
import type { BuiltPackages } from './built.ts';

const names = ['cellar-common', 'cellar-cell-agent'];

/**
 * The agent's packages as another release would bring them: the same programs, which tell that version.
 * @param isBroken its agent ends at once.
 */
export async function otherVersion(
  built: BuiltPackages,
  folder: string,
  version: string,
  isBroken = false,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(folder, 'work-'));
  for (const name of names) {
    const tree = join(work, name);
    await run('dpkg-deb', ['-R', built.path(name), tree]);
    const control = join(tree, 'DEBIAN/control');
    const before = await readFile(control, 'utf8');
    const old = /^Version: (.*)$/m.exec(before)?.[1] ?? '';
    const replace = (text: string) => text.replaceAll(old, version);
    await writeFile(control, before.replace(/^(Version|Depends): .*$/gm, replace));
    if (name === 'cellar-common') await changeBundles(join(tree, 'usr/lib/cellar'), old, version);
    else if (isBroken) await writeFile(join(tree, 'usr/bin/cell-agent'), '#!/bin/sh\nexit 1\n');
    const file = basename(built.path(name)).replace(`_${old}_`, `_${version}_`);
    await run('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, join(folder, file)]);
  }
  await rm(work, { recursive: true });
}

async function changeBundles(folder: string, old: string, version: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js')) continue;
    const text = await readFile(join(folder, name), 'utf8');
    const changed = text.replaceAll(`version: "${old}"`, `version: "${version}"`);
    if (changed !== text) await writeFile(join(folder, name), changed);
  }
}
