import { DomainError } from '../../../../proto/src/errors.ts';
import type { InterfaceSpec } from '../../../../proto/src/model.ts';
import type { AddressHolder, AddressPool, AddressRange } from '../../domain/address-pool.ts';
import {
  assignedInterface,
  nextAfter,
  poolIsFull,
  searchOrder,
  sidesOf,
  whyNever,
} from '../../domain/allocation.ts';
import { parseIpv4 } from '../../domain/ipv4.ts';
import type { Store } from '../ports/index.ts';
import { addressPoolSubject } from './address-pool-access.ts';

export interface AddressRequest {
  readonly holder: AddressHolder;
  /** One that the guest shall have on the side to which it belongs; null: any. */
  readonly networkAddress: string | null;
  /** Whether cloud-init is there to write addresses into the guest. */
  readonly byCloudInit: boolean;
}

type AssignedInterface = Omit<InterfaceSpec, 'ethernetAddress'>;

/**
 * Takes an address for each interface that the pool gives a guest. Call inside the transaction that inserts the guest.
 * @throws DomainError `no_capacity` (`address_pool_full`); of the address asked for `invalid` (`bad_address`,
 *   `address_outside_pool`, `address_reserved`), `already_exists` (`address_taken`).
 */
export async function allocateAddresses(
  tx: Store,
  pool: AddressPool,
  request: AddressRequest,
): Promise<AssignedInterface[]> {
  const ranges = await tx.addressPools.ranges(pool.name);
  const sides = sidesOf(pool, ranges);
  const asked =
    request.networkAddress === null ? null : askedFor(pool, ranges, sides, request.networkAddress);
  const interfaces: AssignedInterface[] = [];
  for (const side of sides) {
    const own = ranges.filter((range) => range.side === side);
    const { range, address } = asked?.range.side === side ? asked : await findFree(tx, pool, side, own);
    await tx.addressPools.allocate({ pool: pool.name, side, address, holder: request.holder });
    if (asked?.range !== range) await tx.addressPools.setNext(range, nextAfter(range, address));
    interfaces.push(assignedInterface(pool, range, address, request.byCloudInit));
  }
  return interfaces;
}

interface Found {
  readonly range: AddressRange;
  readonly address: number;
}

async function findFree(
  tx: Store,
  pool: AddressPool,
  side: AddressRange['side'],
  ranges: readonly AddressRange[],
): Promise<Found> {
  for (const range of ranges) {
    const stretches = searchOrder(range, pool.gateway);
    for (const stretch of stretches) {
      const address = await tx.addressPools.firstFree(pool.name, stretch);
      if (address !== null) return { range, address };
    }
    // Not searched again before an address of it is free.
    if (stretches.length > 0) await tx.addressPools.setNext(range, range.end + 1);
  }
  throw poolIsFull(pool.name, side);
}

function askedFor(
  pool: AddressPool,
  ranges: readonly AddressRange[],
  sides: readonly AddressRange['side'][],
  networkAddress: string,
): Found {
  const shown = JSON.stringify(networkAddress.slice(0, 60));
  const refuse = (reason: string, why: string) =>
    new DomainError('invalid', `network_address ${shown} can not be given: ${why}`, {
      reason,
      subject: addressPoolSubject(pool.name),
      details: { field: 'network_address' },
    });
  const address = parseIpv4(networkAddress);
  if (address === null) throw refuse('bad_address', 'it must be an IPv4 address, as 192.168.3.4');
  const range = ranges.find(
    ({ side, start, end }) => sides.includes(side) && start <= address && address <= end,
  );
  if (range === undefined)
    throw refuse('address_outside_pool', `no range of address pool '${pool.name}' has it`);
  const why = whyNever(range, pool.gateway, address);
  if (why !== null) throw refuse('address_reserved', why);
  return { range, address };
}
