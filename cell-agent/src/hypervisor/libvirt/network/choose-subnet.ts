import { DomainError } from '../../../../../proto/src/errors.ts';
import { overlap, parseSubnet, type Subnet } from './subnet.ts';

const FIRST = 130;
const LAST = 250;

/**
 * The first of 192.168.130.0/24 to 192.168.250.0/24 that overlaps none that is in use.
 * @throws DomainError `no_capacity` with reason `no_free_subnet`.
 */
export function chooseSubnet(inUse: readonly Subnet[]): Subnet {
  for (let third = FIRST; third <= LAST; third++) {
    const candidate = parseSubnet(`192.168.${third}.0/24`);
    if (!inUse.some((used) => overlap(used, candidate))) return candidate;
  }
  throw new DomainError('no_capacity', 'no subnet from 192.168.130.0/24 to 192.168.250.0/24 is free', {
    reason: 'no_free_subnet',
  });
}
