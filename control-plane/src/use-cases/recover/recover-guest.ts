import type { GuestSpec, GuestState } from '../../../../proto/src/model.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';
import type { FoundCell, FoundGuest } from './found-cell.ts';
import { recoverAddresses } from './recover-addresses.ts';
import { recoverOwner } from './recover-owner.ts';

export type RecoveredGuest =
  | { readonly outcome: 'known' }
  | { readonly outcome: 'elsewhere' }
  /** Addresses that another guest has. */
  | {
      readonly outcome: 'recovered';
      readonly snapshots: number;
      readonly refusedAddresses: readonly string[];
    };

/** What the database knows stays as it is. @throws DomainError `already_exists` if another guest has the name. */
export async function recoverGuest(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  cell: Pick<FoundCell, 'id'>,
  { spec, state, snapshots }: FoundGuest,
  placeholderHash: string,
): Promise<RecoveredGuest> {
  return ports.store.transaction(async (tx) => {
    const known = await tx.guests.get(spec.id);
    if (known) return known.cellId === cell.id ? { outcome: 'known' } : { outcome: 'elsewhere' };
    if ((await tx.pools.get(spec.pool)) === undefined) await tx.pools.insert(poolOf(spec, ctx.nowMs));
    const owner = await recoverOwner(ports, tx, ctx, spec, placeholderHash);
    await tx.guests.insert({ ...guestOf(spec), ...owner, cellId: cell.id });
    for (const { ethernetAddress } of spec.interfaces)
      if (!(await tx.guests.hasEthernetAddress(ethernetAddress)))
        await tx.guests.holdEthernetAddress(spec.id, ethernetAddress);
    const refusedAddresses = await recoverAddresses(tx, spec, ctx.nowMs);
    await tx.snapshots.replace(spec.id, snapshots ?? []);
    if (spec.failover) await recoverLease(tx, cell.id, spec.id, state);
    return { outcome: 'recovered', snapshots: snapshots?.length ?? 0, refusedAddresses };
  });
}

/** The longest that a configuration allows. */
const longestLeaseMs = 86_400_000;

/**
 * What its keeper was told before nobody knows: until it has confirmed all of its leases anew, it may hold one for long, and
 * the guest must not be started elsewhere on account of its silence.
 */
async function recoverLease(tx: Store, cellId: string, guestId: string, state: GuestState): Promise<void> {
  if (state === 'running' || state === 'paused') await tx.leases.put({ guestId, cellId, state: 'running' });
  if ((await tx.leases.findCell(cellId)) === undefined)
    await tx.leases.putCellLease({ cellId, durationMs: longestLeaseMs, takenOverAtMs: null });
}

function poolOf(spec: GuestSpec, createdAtMs: number) {
  const { pool: name, storage, failover } = spec;
  return { name, enabled: true, storage, network: '', failover, createdAtMs };
}

function guestOf(spec: GuestSpec): Omit<Guest, 'ownerId' | 'groupId' | 'cellId'> {
  const { hostName: _sameAsName, ...rest } = spec;
  const usual = spec.operatingSystem === 'windows' ? 'Administrator' : 'root';
  return {
    ...rest,
    phase: 'ready',
    adminName: spec.cloudInit?.adminName || usual,
    // The cell knows the content of its disk, not which image that was.
    imageId: null,
    projectId: null,
  };
}
