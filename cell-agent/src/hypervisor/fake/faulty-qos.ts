import type { QosHypervisor } from '../port/qos.ts';
import type { Hypervisor } from '../port.ts';
import type { FaultHooks } from './faults.ts';

export function faultyQos(inner: Hypervisor, run: FaultHooks['run']): QosHypervisor {
  return {
    setCpuPriority: (...args) => run('setCpuPriority', () => inner.setCpuPriority(...args)),
    setDiskQos: (...args) => run('setDiskQos', () => inner.setDiskQos(...args)),
    setNetworkQos: (...args) => run('setNetworkQos', () => inner.setNetworkQos(...args)),
  };
}
