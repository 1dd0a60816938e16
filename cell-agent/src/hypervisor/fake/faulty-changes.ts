import type { ChangeHypervisor } from '../port/changes.ts';
import type { Hypervisor } from '../port.ts';
import type { FaultHooks } from './faults.ts';

export function faultyChanges(inner: Hypervisor, run: FaultHooks['run']): ChangeHypervisor {
  return {
    renameGuest: (...args) => run('renameGuest', () => inner.renameGuest(...args)),
    setCores: (...args) => run('setCores', () => inner.setCores(...args)),
    setMemory: (...args) => run('setMemory', () => inner.setMemory(...args)),
    resizeDisk: (...args) => run('resizeDisk', () => inner.resizeDisk(...args)),
    compactDisk: (...args) => run('compactDisk', () => inner.compactDisk(...args)),
    setAutoStart: (...args) => run('setAutoStart', () => inner.setAutoStart(...args)),
    setFailover: (...args) => run('setFailover', () => inner.setFailover(...args)),
    setMonitorSecret: (...args) => run('setMonitorSecret', () => inner.setMonitorSecret(...args)),
    setGuestPassword: (...args) => run('setGuestPassword', () => inner.setGuestPassword(...args)),
  };
}
