/**
 * Builds the Debian packages out of dist/: `npm run package [-- FOLDER [PACKAGE...]]`, all of them in dist-packages if not
 * told otherwise. Needs dpkg-deb and strip, no root.
 */
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { buildDeb } from './package/build-deb.ts';
import { packages } from './package/descriptions.ts';
import { run } from './package/run.ts';

const root = resolve(import.meta.dirname, '..');
const target = resolve(process.argv[2] ?? join(root, 'dist-packages'));
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };

await mkdir(target, { recursive: true });
const work = await mkdtemp(join(target, 'work-'));
try {
  const release = { root, version, time: await releaseTime() };
  const chosen = process.argv.slice(3);
  const unknown = chosen.find((name) => packages.every((each) => each.name !== name));
  if (unknown !== undefined) throw new Error(`there is no package ${unknown}`);
  for (const description of packages) {
    if (chosen.length > 0 && !chosen.includes(description.name)) continue;
    const path = await buildDeb(description, work, release);
    await rename(path, join(target, basename(path)));
    process.stdout.write(`${join(target, basename(path))}\n`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

/** SOURCE_DATE_EPOCH, else the time of the commit, in seconds since 1970. */
async function releaseTime(): Promise<number> {
  const given = Number(process.env.SOURCE_DATE_EPOCH);
  return given > 0 ? given : Number(await run('git', ['-C', root, 'log', '-1', '--format=%ct']));
}
