/** Whether libvirt puts each guest under AppArmor (or SELinux), so that a guest that breaks out of QEMU reaches its own files only. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, ok, warning } from './finding.ts';

const check = 'confinement';

export const checkConfinement: Check = async ({ root = '/' }) => {
  const read = (path: string) => readFile(join(root, path), 'utf8').catch(() => '');
  if ((await read('sys/fs/selinux/enforce')).trim() === '1')
    return [ok(check, 'guests are confined by SELinux')];
  const enabled = (await read('sys/module/apparmor/parameters/enabled')).trim() === 'Y';
  if (!enabled) {
    const remedy = 'Start the kernel with apparmor=1 security=apparmor and install apparmor.';
    return [warning(check, 'AppArmor is off: guests are confined by their user only', remedy)];
  }
  const driver = /^\s*security_driver\s*=\s*(.+)$/m.exec(await read('etc/libvirt/qemu.conf'))?.[1] ?? '';
  if (driver.includes('none')) {
    const remedy = 'Remove security_driver from /etc/libvirt/qemu.conf and restart libvirtd.';
    return [warning(check, 'libvirt is told not to confine guests (security_driver)', remedy)];
  }
  const profiles = await read('sys/kernel/security/apparmor/profiles');
  if (profiles === '') {
    const remedy = 'Run the doctor as root.';
    return [warning(check, 'AppArmor is on, but its profiles can not be read', remedy)];
  }
  const missing = ['libvirtd', 'virt-aa-helper'].filter((name) => !modeOf(profiles, name));
  if (missing.length > 0) {
    const remedy =
      'Install libvirt-daemon-system anew, then: systemctl reload apparmor; systemctl restart libvirtd';
    return [
      warning(check, `AppArmor has no profile ${missing.join(' and ')}: guests are not confined`, remedy),
    ];
  }
  const lenient = ['libvirtd', 'virt-aa-helper'].filter((name) => modeOf(profiles, name) !== 'enforce');
  if (lenient.length === 0) return [ok(check, 'guests are confined by AppArmor')];
  return [
    warning(
      check,
      `the AppArmor profile ${lenient.join(' and ')} only complains`,
      'Run: aa-enforce libvirtd virt-aa-helper',
    ),
  ];
};

/** A line is `NAME (MODE)`; the name may be the program's path. */
function modeOf(profiles: string, name: string): string | undefined {
  return new RegExp(`^(?:\\S*/)?${name} \\((\\w+)\\)$`, 'm').exec(profiles)?.[1];
}
