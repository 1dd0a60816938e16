import type { Flavor } from '../../domain/flavor.ts';
import { checkCores, checkMemory } from '../../domain/guest-shape.ts';

export type FlavorSettings = Pick<Flavor, 'name' | 'description' | 'cores' | 'memoryBytes' | 'diskBytes'>;

/** What a guest could not have, a flavor has not. @throws DomainError `invalid`. */
export function checkFlavor({ cores, memoryBytes }: FlavorSettings): void {
  checkCores(cores);
  checkMemory(memoryBytes);
}
