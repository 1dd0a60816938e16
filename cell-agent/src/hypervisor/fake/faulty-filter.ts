import type { FilterHypervisor } from '../port/filter.ts';
import type { Hypervisor } from '../port.ts';
import type { FaultHooks } from './faults.ts';

export function faultyFilter(inner: Hypervisor, run: FaultHooks['run']): FilterHypervisor {
  return {
    setSecurityPolicy: (...args) => run('setSecurityPolicy', () => inner.setSecurityPolicy(...args)),
  };
}
