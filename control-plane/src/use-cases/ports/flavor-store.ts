import type { Flavor } from '../../domain/flavor.ts';

export interface FlavorStore {
  /** @throws DomainError `already_exists` if the name is taken. */
  insert(flavor: Flavor): Promise<void>;
  get(id: string): Promise<Flavor | undefined>;
  /** Sorted by name. */
  list(): Promise<Flavor[]>;
  /** @throws DomainError `already_exists` if the name is taken. */
  update(flavor: Flavor): Promise<void>;
  remove(id: string): Promise<void>;
}
