import type { HostWarning } from '../../../../proto/src/model.ts';
import type { HostDescription } from '../port.ts';
import type { Host } from './host.ts';

const withoutKvm = 'Guests are emulated and slow: this host does not offer KVM.';

/** @param networkWarnings what is wrong with the guests' networks. */
export function describeHost(
  host: Host,
  storagePath: string,
  networkWarnings: readonly HostWarning[],
): Omit<HostDescription, 'externalBridge'> {
  const { version, virtualization, cpuCount, memoryBytes, bandwidth } = host;
  const warnings = [
    ...(virtualization === 'kvm' ? [] : [{ code: 'kvm_missing', message: withoutKvm }]),
    ...bandwidthWarnings(bandwidth),
    ...networkWarnings,
  ];
  return { version, virtualization, cpuCount, memoryBytes, storagePaths: [storagePath], warnings };
}

function bandwidthWarnings({ by, missing }: Host['bandwidth']): HostWarning[] {
  const code = 'bandwidth';
  if (by === 'libvirt') return [];
  if (by === 'nobody') return [{ code, message: 'This host can not limit the bandwidth of guests.' }];
  const lack = missing === null ? '' : `, as its kernel lacks ${missing.join(', ')}`;
  return [{ code, message: `The bandwidth of guests is limited by the agent instead of libvirt${lack}.` }];
}
