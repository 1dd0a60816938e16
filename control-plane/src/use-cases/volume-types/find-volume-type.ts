import { namedId } from '../named-id.ts';
import type { Store } from '../ports/index.ts';

/** Where a volume is kept: a storage pool, or `local`, the disk of the cell that it is used on. */
export interface VolumeType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Whether it is reached from more than one cell. */
  readonly shared: boolean;
}

export const localVolumeType = 'local';

/** `local` first, then the storage pools sorted by name. */
export async function allVolumeTypes(store: Pick<Store, 'storagePools'>): Promise<VolumeType[]> {
  const pools = await store.storagePools.list();
  const local = { name: localVolumeType, description: "the cells' own storage", shared: false };
  const shared = pools.map(({ name, type }) => ({
    name,
    description: `storage pool (${type})`,
    shared: true,
  }));
  return [local, ...shared].map((type) => ({ id: volumeTypeId(type.name), ...type }));
}

/** @param id or the name. */
export async function findVolumeType(
  store: Pick<Store, 'storagePools'>,
  id: string,
): Promise<VolumeType | undefined> {
  const types = await allVolumeTypes(store);
  return types.find((type) => type.id === id) ?? types.find((type) => type.name === id);
}

export function volumeTypeId(name: string): string {
  return namedId('volume-type', name);
}
