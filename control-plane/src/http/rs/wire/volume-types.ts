import type { VolumeType } from '../../../use-cases/volume-types/find-volume-type.ts';

/** As Cinder tells it. */
export function volumeTypeToWire({ id, name, description, shared }: VolumeType) {
  return { id, name, description, is_public: true, extra_specs: { shared: String(shared) } };
}
