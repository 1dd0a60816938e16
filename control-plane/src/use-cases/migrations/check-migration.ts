import { DomainError } from '../../../../proto/src/errors.ts';
import type { ComputePool } from '../../domain/cell.ts';
import type { Guest } from '../../domain/guest.ts';
import { isRunning } from '../../domain/live.ts';
import type { Ports } from '../ports/index.ts';

/**
 * What of the guest itself keeps it from moving into the pool.
 * @throws DomainError `conflict` with reason `other_address_pool`, `failover_guest`, `guest_has_volumes`,
 *   `guest_has_snapshots`.
 */
export async function checkMigration(
  ports: Pick<Ports, 'store' | 'live'>,
  guest: Guest,
  { pool, copy }: { readonly pool: ComputePool; readonly copy: boolean },
): Promise<void> {
  const runs = isRunning(ports.live.guest(guest.id));
  await requireSameAddressPool(ports, guest, pool);
  if (guest.failover && pool.name !== guest.pool)
    throw refusal(guest, 'failover_guest', `belongs to the failover of pool '${guest.pool}'`);
  if (guest.volumes.some(({ storage }) => copy || storage === ''))
    throw refusal(
      guest,
      'guest_has_volumes',
      'has volumes that its new cell does not reach: detach them first',
    );
  // Of a running guest the disks are copied as they are now, not what they hold besides.
  const snapshots = runs && copy ? await ports.store.snapshots.list(guest.id) : [];
  if (snapshots.length > 0) {
    const what = 'runs, has snapshots, and its disks have to be copied: stop it or delete them to migrate it';
    throw refusal(guest, 'guest_has_snapshots', what);
  }
}

/** Its addresses are of the address pool of its compute pool. */
async function requireSameAddressPool(
  { store }: Pick<Ports, 'store'>,
  guest: Guest,
  { network }: ComputePool,
): Promise<void> {
  const own = (await store.pools.get(guest.pool))?.network ?? '';
  if (own === network || !guest.interfaces.some(({ address }) => address !== '')) return;
  const other = network === '' ? 'none' : `'${network}'`;
  const what = `has addresses of the address pool '${own}', the other pool has ${other}`;
  throw refusal(guest, 'other_address_pool', what);
}

function refusal({ id, name }: Guest, reason: string, what: string): DomainError {
  return new DomainError('conflict', `guest '${name}' ${what}`, {
    reason,
    subject: { kind: 'guest', id },
  });
}
