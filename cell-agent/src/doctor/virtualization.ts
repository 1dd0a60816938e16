/**
 * KVM counts as usable if /dev/kvm opens and the processor has vmx or svm: some sandboxes show a /dev/kvm without
 * them, and stock kernels do not boot on it.
 */
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { type Check, failure, ok, warning } from './finding.ts';

const check = 'virtualization';

export const checkVirtualization: Check = async ({ settings }) => {
  const hasDevice = await access('/dev/kvm', constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  const hasFlags = hasVirtualizationFlags(await readFile('/proc/cpuinfo', 'utf8'));
  if (settings.virt === 'qemu')
    return [warning(check, 'guests are emulated, as configured', 'Set virt to auto or kvm for speed.')];
  if (hasDevice && hasFlags) return [ok(check, 'KVM is usable')];
  const reason = hasDevice
    ? 'the processor shows neither vmx nor svm, so /dev/kvm does not help'
    : '/dev/kvm can not be opened';
  const remedy = 'Enable virtualisation in the firmware, or nested virtualisation for this virtual machine.';
  if (settings.virt === 'kvm') return [failure(check, `KVM is demanded, but ${reason}`, remedy)];
  return [warning(check, `guests are emulated and slow: ${reason}`, remedy)];
};

/** From the text of /proc/cpuinfo. */
export function hasVirtualizationFlags(cpuInfo: string): boolean {
  return /^flags\s*:.*\b(vmx|svm)\b/m.test(cpuInfo);
}
