/** What cloud-init is to do at the first boot. Source: cloud-init's module reference. */
import type { CloudInit, GuestSpec } from '../../../../../proto/src/model.ts';
import { dataLabel, mountDataDisks, setRootLogin } from './guest-scripts.ts';
import { toYaml } from './to-yaml.ts';

/** @param passwordHash of the administrator; empty: no password. */
export function buildUserData(
  { hostName, name, disks }: Pick<GuestSpec, 'hostName' | 'name' | 'disks'>,
  cloudInit: CloudInit,
  passwordHash: string,
): string {
  if (cloudInit.userData !== '') return cloudInit.userData;
  const { rootEnabled, adminName, dataPath } = cloudInit;
  const admin = adminName === '' ? 'root' : adminName;
  // Root that is the administrator must be let in, whatever else is said.
  const rootLogsIn = rootEnabled || admin === 'root';
  const dataDisks = dataPath === '' ? 0 : Math.max(0, disks.length - 1);
  const config = {
    hostname: hostName || name,
    preserve_hostname: false,
    manage_etc_hosts: 'localhost',
    disable_root: !rootLogsIn,
    ssh_pwauth: true,
    users: [{ ...account(admin), ...password(passwordHash) }],
    growpart: { mode: 'auto', devices: ['/'], ignore_growroot_disabled: false },
    resize_rootfs: true,
    // Before the SSH server starts, and before anything looks for the data.
    bootcmd: [
      oncePerInstance('cellar-root-login', setRootLogin, rootLogsIn ? 'yes' : 'no'),
      ...(dataDisks === 0
        ? []
        : [oncePerInstance('cellar-data-disks', mountDataDisks, `${dataDisks}`, dataLabel, dataPath)]),
    ],
  };
  return `#cloud-config\n${toYaml(config)}`;
}

function account(name: string): object {
  if (name === 'root') return { name };
  return { name, groups: ['sudo', 'wheel', 'adm'], shell: '/bin/bash', sudo: 'ALL=(ALL) ALL' };
}

/** Also for an account that the image has already, unlike `passwd`. */
function password(hash: string): object {
  return hash === '' ? { lock_passwd: true } : { hashed_passwd: hash, lock_passwd: false };
}

function oncePerInstance(name: string, script: string, ...values: string[]): string[] {
  return ['cloud-init-per', 'instance', name, 'sh', '-c', script, name, ...values];
}
