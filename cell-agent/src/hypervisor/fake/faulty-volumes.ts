import type { FloatingHypervisor } from '../port/floating.ts';
import type { VolumeHypervisor } from '../port/volumes.ts';
import type { Hypervisor } from '../port.ts';
import type { FaultHooks } from './faults.ts';

export function faultyVolumes(
  inner: Hypervisor,
  run: FaultHooks['run'],
): VolumeHypervisor & FloatingHypervisor {
  return {
    createVolume: (...args) => run('createVolume', () => inner.createVolume(...args)),
    deleteVolume: (...args) => run('deleteVolume', () => inner.deleteVolume(...args)),
    resizeVolume: (...args) => run('resizeVolume', () => inner.resizeVolume(...args)),
    attachVolume: (...args) => run('attachVolume', () => inner.attachVolume(...args)),
    detachVolume: (...args) => run('detachVolume', () => inner.detachVolume(...args)),
    sendVolume: (...args) => run('sendVolume', () => inner.sendVolume(...args)),
    takeVolume: (...args) => run('takeVolume', () => inner.takeVolume(...args)),
    setFloatingAddresses: (...args) => run('setFloatingAddresses', () => inner.setFloatingAddresses(...args)),
  };
}
