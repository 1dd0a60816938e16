/** A Debian with an init system, an SSH server and sudo, made once and never changed: hosts lay their own files over it. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from '../../../scripts/package/run.ts';

const cache = resolve(
  process.env.CELLAR_CACHE_DIR ?? join(import.meta.dirname, '../../../.cache'),
  'debian-root',
);

const always = ['adduser', 'systemd-sysv', 'dbus', 'openssh-server', 'sudo', 'iproute2', 'kmod'];

/** Units that would change the machine that the host runs on. */
const harmful = ['systemd-sysctl', 'systemd-modules-load', 'systemd-random-seed', 'systemd-timesyncd'];
const harmfulMounts = ['sys-kernel-debug', 'sys-kernel-tracing', 'dev-hugepages', 'sys-fs-fuse-connections'];

export interface TreeContent {
  /** Installed beside the usual ones. */
  readonly installed: readonly string[];
  /** Not installed: these and what they need are what the host's only source of packages offers. */
  readonly offered: readonly string[];
}

/**
 * Run by mmdebstrap with the tree as `$1`. The packages on offer lie in the tree, since a host has no way out of its
 * network namespace.
 */
const customize = ({ offered }: TreeContent) => `set -e
export DEBIAN_FRONTEND=noninteractive
offer="$1/srv/offer"
mkdir -p "$offer"
rm -f "$1"/var/cache/apt/archives/*.deb
chroot "$1" apt-get -q -y --no-install-recommends --download-only install ${offered.join(' ')}
mv "$1"/var/cache/apt/archives/*.deb "$offer"
for file in "$offer"/*.deb; do
  dpkg-deb -f "$file"
  echo "Filename: ./$(basename "$file")"
  echo "Size: $(stat -c %s "$file")"
  echo "SHA256: $(sha256sum "$file" | cut -d' ' -f1)"
  echo
done > "$offer/Packages"
rm -rf "$1"/etc/apt/sources.list "$1"/etc/apt/sources.list.d/* "$1"/var/lib/apt/lists/*
echo 'deb [trusted=yes] file:/srv/offer ./' > "$1/etc/apt/sources.list"
for unit in ${[...harmful.map((name) => `${name}.service`), ...harmfulMounts.map((name) => `${name}.mount`)].join(' ')}; do
  ln -sf /dev/null "$1/etc/systemd/system/$unit"
done
`;

/** Its folder. Delete .cache/debian-root to take newer packages. */
export async function debianTree(content: TreeContent): Promise<string> {
  await mkdir(cache, { recursive: true });
  const hook = customize(content);
  const included = [...always, ...content.installed].join(',');
  const key = createHash('sha256').update(included).update(hook).digest('hex').slice(0, 12);
  const tree = join(cache, `tree-${key}`);
  if (existsSync(tree)) return tree;
  const made = `${tree}.${process.pid}`;
  const script = `${made}.hook`;
  await writeFile(script, hook);
  const options = ['--variant=minbase', '--skip=cleanup/apt/lists', '--format=directory'];
  const hooks = [`--customize-hook=sh ${script} "$1"`];
  try {
    await run('mmdebstrap', [...options, ...hooks, `--include=${included}`, 'bookworm', made]);
    // Another run may have been quicker.
    await rename(made, tree).catch(() => undefined);
  } finally {
    await rm(script);
    await rm(made, { recursive: true, force: true });
  }
  return tree;
}
