import { DomainError } from '../../../../proto/src/errors.ts';
import type { InterfaceSpec } from '../../../../proto/src/model.ts';
import { findAddressPool } from '../addresses/address-pool-access.ts';
import { allocateAddresses } from '../addresses/allocate-addresses.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ids, Store } from '../ports/index.ts';

export interface InterfaceRequest {
  readonly guestId: string;
  /** The compute pool. */
  readonly pool: string;
  /** Of the first interface; null: any. */
  readonly ethernetAddress: string | null;
  readonly networkAddress: string | null;
  readonly byCloudInit: boolean;
  /** Name of an address pool in place of the compute pool's; null: that one. */
  readonly network?: string | null;
}

/**
 * The interfaces of a new guest, with addresses where its compute pool has an address pool. Call inside the transaction
 * that inserts the guest; what it removes frees them.
 * @throws DomainError `no_capacity`, `invalid`, `already_exists` about addresses.
 */
export async function planInterfaces(
  tx: Store,
  ids: Pick<Ids, 'ethernetAddress'>,
  request: InterfaceRequest,
): Promise<InterfaceSpec[]> {
  const { guestId, networkAddress, byCloudInit } = request;
  const pool = await findPool(tx, request.pool);
  const ethernetAddress = request.ethernetAddress?.toLowerCase() ?? (await freeEthernetAddress(tx, ids));
  const network = request.network ?? pool.network;
  if (network === '') {
    if (networkAddress !== null) throw withoutAddresses(pool.name, networkAddress);
    const unassigned = { address: '', gateway: '', dns: [], assignment: 'dhcp' } as const;
    return [{ ethernetAddress, network: 'internal', ...unassigned }];
  }
  const holder = { kind: 'guest', id: guestId } as const;
  const addressPool = await findAddressPool(tx, network);
  const assigned = await allocateAddresses(tx, addressPool, { holder, networkAddress, byCloudInit });
  const interfaces: InterfaceSpec[] = [];
  for (const one of assigned) {
    const isFirst = interfaces.length === 0;
    interfaces.push({
      ethernetAddress: isFirst ? ethernetAddress : await freeEthernetAddress(tx, ids),
      ...one,
    });
  }
  return interfaces;
}

/** Among very many guests chance hits one that is taken now and then. */
async function freeEthernetAddress(
  tx: Pick<Store, 'guests'>,
  ids: Pick<Ids, 'ethernetAddress'>,
): Promise<string> {
  for (;;) {
    const address = ids.ethernetAddress();
    if (!(await tx.guests.hasEthernetAddress(address))) return address;
  }
}

function withoutAddresses(pool: string, networkAddress: string): DomainError {
  const shown = JSON.stringify(networkAddress.slice(0, 60));
  return new DomainError(
    'invalid',
    `network_address ${shown} can not be given: pool '${pool}' has no address pool`,
    { reason: 'pool_without_addresses' },
  );
}
