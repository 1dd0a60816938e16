/** The Debian packages that make a host a cell, as files on this machine. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';

const needed = ['cellar-common', 'cellar-cell-agent'] as const;

export interface AgentPackages {
  readonly version: string;
  /** `cellar-common` first. */
  readonly files: readonly string[];
}

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly path: string;
}

/**
 * Looks where the command line itself came from: beside it in an installation, in dist-packages of a clone.
 * @param given files, or folders with them; empty: the usual places.
 * @throws DomainError `not_found` with reason `no_agent_package`.
 */
export async function findAgentPackages(
  given: readonly string[],
  architecture: string,
): Promise<AgentPackages> {
  const here = dirname(resolve(process.argv[1] ?? '.'));
  const places = given.length > 0 ? given.map((path) => resolve(path)) : usualPlaces(here);
  const all = (await Promise.all(places.map(packageFilesAt))).flat();
  const fitting = all.filter((file) => file.architecture === 'all' || file.architecture === architecture);
  const versions = [...new Set(fitting.map(({ version }) => version))].filter((version) =>
    needed.every((name) => fitting.some((file) => file.name === name && file.version === version)),
  );
  const [version, another] = versions;
  if (version === undefined)
    throw new DomainError(
      'not_found',
      `${needed.join(' and ')} for ${architecture} are not in ${places.join(', ')}: make them with npm run package, or name them with --agent-package`,
      { reason: 'no_agent_package' },
    );
  if (another !== undefined)
    throw new DomainError(
      'conflict',
      `several versions are in ${places.join(', ')}: ${versions.join(', ')}`,
      {
        reason: 'several_agent_packages',
      },
    );
  const files = needed.flatMap((name) => {
    const found = fitting.find((file) => file.name === name && file.version === version);
    return found === undefined ? [] : [found.path];
  });
  return { version, files };
}

function usualPlaces(here: string): string[] {
  return [join(here, 'packages'), join(here, '..', 'dist-packages')];
}

async function packageFilesAt(path: string): Promise<PackageFile[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) return [];
  const paths = found.isDirectory() ? (await readdir(path)).map((name) => join(path, name)) : [path];
  return paths.flatMap((file) => {
    const [, name, version, architecture] = /^([^_]+)_([^_]+)_([^_]+)\.deb$/.exec(basename(file)) ?? [];
    if (name === undefined || version === undefined || architecture === undefined) return [];
    return [{ name, version, architecture, path: file }];
  });
}
