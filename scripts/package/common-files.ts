import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';
import { thirdPartyLicences } from './third-party-licences.ts';
import type { Tree } from './tree.ts';

const home = 'usr/lib/cellar';

/** Node, the bundles with their pages, and the one native module with its binary for this kind of processor. */
export async function addCommonFiles(tree: Tree, root: string): Promise<void> {
  await tree.copy(join(root, 'node_modules/node/bin/node'), `${home}/bin/node`);
  await run('strip', ['--strip-unneeded', join(tree.folder, home, 'bin/node')]);
  await chmod(join(tree.folder, home, 'bin/node'), 0o755);
  for (const name of await filesOf(join(root, 'dist'))) {
    if (name.startsWith('.') || name.endsWith('.map')) continue;
    await tree.copy(join(root, 'dist', name), `${home}/${name}`);
    await chmod(join(tree.folder, home, name), 0o644);
  }
  // Node takes .js beside no package.json for CommonJS at first.
  await tree.write(`${home}/package.json`, '{ "type": "module" }\n');
  const native = 'node_modules/better-sqlite3';
  const binary = `prebuilds/linux-${process.arch}.node`;
  for (const name of ['package.json', 'lib', binary])
    await tree.copy(join(root, native, name), `${home}/${native}/${name}`);
  await run('strip', ['--strip-unneeded', join(tree.folder, home, native, binary)]);
  for (const name of await filesOf(join(tree.folder, home, native)))
    await chmod(join(tree.folder, home, native, name), 0o644);
  await tree.writeCompressed(
    'usr/share/doc/cellar-common/third-party-licences',
    await thirdPartyLicences(root),
  );
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
