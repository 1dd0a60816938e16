import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageDescription, Program } from './descriptions.ts';
import { manPage } from './man-page.ts';
import { run } from './run.ts';
import type { Tree } from './tree.ts';

const shells = {
  bash: 'usr/share/bash-completion/completions/cellar',
  zsh: 'usr/share/zsh/vendor-completions/_cellar',
  fish: 'usr/share/fish/vendor_completions.d/cellar.fish',
};

export interface Release {
  readonly root: string;
  readonly version: string;
  /** Seconds since 1970: of all files, and of the change log. */
  readonly time: number;
}

/** The program, its page, its units, its configuration and, of `cellar`, the completions. */
export async function addProgramFiles(
  tree: Tree,
  { name, program, units = [], configuration }: PackageDescription,
  release: Release,
): Promise<void> {
  const { root } = release;
  if (program !== undefined) await addProgram(tree, program, release);
  if (program?.name === 'cellar') {
    for (const [shell, path] of Object.entries(shells))
      await tree.write(path, await ask(root, program, 'completion', shell));
    const answer = await ask(root, program, '__man', release.version, dayOf(release));
    for (const [page, text] of Object.entries(JSON.parse(answer) as Record<string, string>))
      await tree.writeCompressed(`usr/share/man/man1/${page}.1`, text);
  }
  for (const unit of units)
    await tree.copy(join(root, `systemd/${unit}.service`), `lib/systemd/system/${unit}.service`);
  if (configuration === undefined) return;
  await tree.copy(join(root, 'packaging', name, configuration), `etc/cellar/${configuration}`);
  const reference = await readFile(join(root, 'docs/reference/configuration.md'), 'utf8');
  await tree.writeCompressed(`usr/share/doc/${name}/configuration.md`, reference);
}

function dayOf({ time }: Release): string {
  return new Date(time * 1000).toISOString().slice(0, 10);
}

async function addProgram(tree: Tree, program: Program, release: Release): Promise<void> {
  const { root, version } = release;
  const start = `#!/bin/sh\nexec /usr/lib/cellar/bin/node /usr/lib/cellar/${program.bundle} "$@"\n`;
  await tree.write(`usr/bin/${program.name}`, start, 0o755);
  const day = dayOf(release);
  const page = manPage(program, await ask(root, program, '--help'), version, day);
  const section = program.manSection;
  await tree.writeCompressed(`usr/share/man/man${section}/${program.name}.${section}`, page);
}

/** What the program prints, without colours and as wide as a page. */
function ask(root: string, program: Program, ...words: string[]): Promise<string> {
  return run(process.execPath, [join(root, 'dist', program.bundle), ...words], {
    NO_COLOR: '1',
    COLUMNS: '78',
  });
}
