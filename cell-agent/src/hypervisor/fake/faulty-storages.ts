import type { StorageHypervisor } from '../port/storages.ts';
import type { Hypervisor } from '../port.ts';
import type { FaultHooks } from './faults.ts';

export function faultyStorages(inner: Hypervisor, run: FaultHooks['run']): StorageHypervisor {
  return {
    attachStorage: (...args) => run('attachStorage', () => inner.attachStorage(...args)),
    detachStorage: (...args) => run('detachStorage', () => inner.detachStorage(...args)),
    readSpace: (...args) => run('readSpace', () => inner.readSpace(...args)),
    setStoragePath: (...args) => run('setStoragePath', () => inner.setStoragePath(...args)),
  };
}
