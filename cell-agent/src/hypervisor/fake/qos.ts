import type { GuestSpec, Qos } from '../../../../proto/src/model.ts';
import type { QosHypervisor } from '../port/qos.ts';

/** Keeps what is set; fake guests take nothing that could be limited. */
export function createQos(
  revise: (guestId: string, change: (spec: GuestSpec) => Partial<GuestSpec>) => void,
): QosHypervisor {
  function set(guestId: string, change: Partial<Qos>): void {
    revise(guestId, ({ qos }) => ({ qos: { ...qos, ...change } }));
  }
  return {
    setCpuPriority: async (guestId, cpuPriority) => set(guestId, { cpuPriority }),
    setDiskQos: async (guestId, limits) => set(guestId, limits),
    setNetworkQos: async (guestId, limits) => set(guestId, limits),
  };
}
