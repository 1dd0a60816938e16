import type { ComputePool } from '../../../domain/cell.ts';

/** As Nova and Cinder tell it. */
export function zoneToWire({ name, enabled }: ComputePool) {
  return {
    name,
    state: enabled ? 'available' : 'unavailable',
    zoneName: name,
    zoneState: { available: enabled },
  };
}
