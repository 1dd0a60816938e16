import type { MediaHypervisor } from '../port/media.ts';
import type { Hypervisor } from '../port.ts';
import type { FaultHooks } from './faults.ts';

export function faultyMedia(inner: Hypervisor, run: FaultHooks['run']): MediaHypervisor {
  return {
    insertMedia: (...args) => run('insertMedia', () => inner.insertMedia(...args)),
    ejectMedia: (...args) => run('ejectMedia', () => inner.ejectMedia(...args)),
    exportDisk: (...args) => run('exportDisk', () => inner.exportDisk(...args)),
    replaceSystemDisk: (...args) => run('replaceSystemDisk', () => inner.replaceSystemDisk(...args)),
  };
}
