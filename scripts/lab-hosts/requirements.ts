/** What a lab needs of the machine, told in a sentence each before anything is made. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cgroupFolders } from './cgroups.ts';
import type { LabRecord } from './plan.ts';

const tools: readonly string[] = [
  ...['libvirtd', 'virtlogd', 'qemu-system-x86_64', 'qemu-img', 'ip', 'tini'],
  ...['nsenter', 'unshare', 'mount', 'mountpoint', 'mkfifo'],
];

/** @throws Error that names what is missing and what helps. */
export function requireMachine({ data, shared, nfsStandIn, dhcp }: LabRecord): void {
  if (process.getuid?.() !== 0) throw new Error('a lab needs root: it makes namespaces and bridges');
  const missing = [
    ...tools,
    ...(shared ? ['bindfs'] : []),
    ...(nfsStandIn ? ['unionfs'] : []),
    ...(dhcp ? ['dnsmasq'] : []),
  ].filter((tool) => !isInstalled(tool));
  if (missing.length > 0)
    throw new Error(`not installed: ${missing.join(', ')}; run scripts/install-dependencies`);
  cgroupFolders('');
  if ((shared || nfsStandIn) && !existsSync('/dev/fuse'))
    throw new Error('this kernel has no FUSE (/dev/fuse), which --shared and --nfs-stand-in need');
  if (/^\/(run|dev|proc|sys)\//.test(data) || data.startsWith('/var/lib/libvirt'))
    throw new Error(`the folder of a lab can not be ${data}: hosts have their own one there`);
  for (let folder = dirname(data); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0)
      throw new Error(`QEMU's user can not pass through ${folder} (chmod o+x it, or choose another --data)`);
    if (folder === '/') return;
  }
}

function isInstalled(tool: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
