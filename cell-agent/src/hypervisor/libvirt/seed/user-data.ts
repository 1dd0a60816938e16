/** What cloud-init is to do at the first boot. Source: cloud-init's module reference. */
import { stringify } from 'yaml';
import type { CloudInit, GuestSpec } from '../../../../../proto/src/model.ts';

export function buildUserData({ hostName, name, disks, hardware }: GuestSpec, cloudInit: CloudInit): string {
  if (cloudInit.userData !== '') return cloudInit.userData;
  const { rootEnabled, adminName, adminSecret, dataPath } = cloudInit;
  const admin = adminName === '' ? 'root' : adminName;
  const isRoot = admin === 'root';
  const config = {
    hostname: hostName || name,
    preserve_hostname: false,
    // Root that is the administrator must be let in, whatever else is said.
    disable_root: !(rootEnabled || isRoot),
    ssh_pwauth: true,
    ...(isRoot ? {} : { users: ['default', adminUser(admin)] }),
    // The older form, as systems still in use know no other.
    ...(adminSecret === '' ? {} : { chpasswd: { expire: false, list: [`${admin}:${adminSecret}`] } }),
    growpart: { mode: 'auto', devices: ['/'], ignore_growroot_disabled: false },
    resize_rootfs: true,
    ...(disks.length > 1 && dataPath !== '' ? dataDisk(dataPath, hardware.disk) : {}),
  };
  return `#cloud-config\n${stringify(config)}`;
}

function adminUser(name: string): object {
  return {
    name,
    groups: ['sudo', 'wheel', 'adm'],
    shell: '/bin/bash',
    sudo: 'ALL=(ALL) ALL',
    lock_passwd: false,
  };
}

/** The second disk as a file system, made unless it has one. */
function dataDisk(path: string, bus: GuestSpec['hardware']['disk']): object {
  const device = bus === 'virtio' ? '/dev/vdb' : '/dev/sdb';
  return {
    fs_setup: [{ device, label: 'data', filesystem: 'ext4', partition: 'none', overwrite: false }],
    mounts: [[device, path, 'ext4', 'defaults,nofail', '0', '2']],
  };
}
