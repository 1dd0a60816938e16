/** The packages on a host: installing, going back, removing. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';
import { copyFile, copyFolder } from '../ssh/copy-file.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import type { AgentPackages } from './agent-packages.ts';
import type { Progress } from './run-steps.ts';

/** Root's copies of what is installed and of what was before, by version: the way back needs them. */
export const keptPackages = '/var/cache/cellar';
export const agentData = '/var/lib/cellar-cell';

const apt = `export DEBIAN_FRONTEND=noninteractive LC_ALL=C
apt() { apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confold -o APT::Status-Fd=3 "$@" 3>&1 >&2; }
# An installation that was cut short is ended first.
dpkg --configure -a >&2
`;

/** Copies them into the user's home there. Returns their paths on the host, and how many bytes were to be copied. */
export async function copyPackages(
  host: RemoteHost,
  { files }: AgentPackages,
  progress: Progress,
): Promise<{ paths: string[]; copiedBytes: number }> {
  const paths: string[] = [];
  let copiedBytes = 0;
  for (const [index, file] of files.entries()) {
    const { size } = await stat(file);
    const copied = await copyFile(host, file, (bytes) =>
      progress.moves(((index + (size === 0 ? 1 : bytes / size)) / files.length) * 100),
    );
    paths.push(copied.path);
    copiedBytes += copied.copiedBytes;
  }
  return { paths, copiedBytes };
}

export async function removeCopies(host: RemoteHost): Promise<void> {
  await host.run(`rm -rf ${copyFolder}`);
}

/**
 * Installs copied packages with all that they need. Returns the names of the packages that are new on the host.
 * @throws DomainError `unsupported` (`script_failed`) with what the package manager said.
 */
export async function installPackages(
  host: RemoteHost,
  version: string,
  paths: readonly string[],
  progress: Progress,
): Promise<string[]> {
  const folder = `${keptPackages}/${version}`;
  const copies = paths.map((path) => `install -m 0644 '${path}' '${folder}/${basename(path)}'`);
  const script = `set -e
${apt}
[ -e ${agentData} ] || echo no-data
install -d -m 0755 ${keptPackages} '${folder}'
${copies.join('\n')}
present() { dpkg-query -W -f '\${db:Status-Status} \${Package}\\n' | sed -E '/^(not-installed|config-files) /d; s/^\\S+ //' | sort; }
before=$(mktemp); present > "$before"
# A host may know its packages already, or have no way to ask for newer ones.
apt update || echo 'apt-get update failed' >&2
status=0; apt install --no-install-recommends --allow-downgrades ${folder}/*.deb || status=$?
present | comm -13 "$before" - | sed 's/^/new:/'; rm -f "$before"
exit $status
`;
  const fresh: string[] = [];
  let leftovers = `'${folder}'`;
  const onLine = (line: string) => {
    const [, percent] = /^(?:pm|dl)status:[^:]*:([\d.]+):/.exec(line) ?? [];
    if (percent !== undefined) progress.moves(Number(percent));
    if (line === 'no-data') leftovers += ` ${agentData}`;
    if (line.startsWith('new:')) fresh.push(line.slice(4));
  };
  progress.undo('remove the packages', async () => {
    await purgePackages(host, fresh);
    await host.runAsRoot(
      `rm -rf --one-file-system ${leftovers}; rmdir --ignore-fail-on-non-empty ${keptPackages}`,
    );
  });
  const ended = await host.attemptAsRoot(script, { onLine });
  if (ended.code === 0) return fresh;
  throw new DomainError('unsupported', `${host.destination.host}: ${reasonOf(ended.complaint)}`, {
    reason: 'packages_not_installed',
  });
}

/** What apt and dpkg complain about, else their last words. */
function reasonOf(complaint: string): string {
  const lines = complaint.trim().split('\n');
  const errors = lines.filter((line) =>
    /^(E:|dpkg: error|The following packages have unmet| +\S+ : )/.test(line),
  );
  return (errors.length > 0 ? errors : lines.slice(-5)).join('\n');
}

export async function purgePackages(host: RemoteHost, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await host.runAsRoot(`set -e\n${apt}apt purge ${names.map((name) => `'${name}'`).join(' ')} >/dev/null`);
}

/** Forgets the packages of all versions but these. */
export async function keepOnly(host: RemoteHost, versions: readonly string[]): Promise<void> {
  const kept = versions.map((version) => `! -name '${version}'`).join(' ');
  await host.runAsRoot(
    `[ ! -d ${keptPackages} ] || find ${keptPackages} -mindepth 1 -maxdepth 1 -type d ${kept} -exec rm -rf {} +`,
  );
}

/** Whether the way back to this version is there. */
export async function isKept(host: RemoteHost, version: string): Promise<boolean> {
  return (await host.attemptAsRoot(`ls ${keptPackages}/'${version}'/*.deb`)).code === 0;
}

/** Puts a version that was kept in the place of the present one. */
export async function goBackTo(host: RemoteHost, version: string): Promise<void> {
  await host.runAsRoot(
    `set -e\n${apt}apt install --no-install-recommends --allow-downgrades ${keptPackages}/'${version}'/*.deb >/dev/null`,
  );
}
