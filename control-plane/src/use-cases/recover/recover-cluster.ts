/** Gives a database what it lacks of what the cells have. What it knows stays, so that it may run again. */
import { toDomainError } from '../../../../proto/src/errors.ts';
import type { KeptCluster } from '../../domain/kept-cluster.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { FoundCell } from './found-cell.ts';
import { recoverGuest } from './recover-guest.ts';

export interface Recovery {
  cells: number;
  guests: number;
  snapshots: number;
  /** Guests that the database knew already. */
  known: number;
  /** Sentences about what did not come back. */
  readonly troubles: string[];
  /** What no cell knows, in words. */
  readonly unknown: readonly string[];
}

const unknownToCells = [
  'users with their passwords, rights and memberships: owners of guests are placeholders',
  'images: their files come back by cellar image synchronize, or upload them again',
  'desktop projects, desktops’ assignments and sessions, quotas, tasks: the desktops are ordinary guests',
  'templates of your own, security policy groups, API tokens, operations, audit',
];

type RecoverPorts = Pick<Ports, 'store' | 'ids' | 'passwords'>;

/** @param found what the cells told, those first that are sure. */
export async function recoverCluster(
  ports: RecoverPorts,
  ctx: Context,
  kept: KeptCluster,
  found: readonly FoundCell[],
): Promise<Recovery> {
  const recovery: Recovery = {
    cells: 0,
    guests: 0,
    snapshots: 0,
    known: 0,
    troubles: [],
    unknown: unknownToCells,
  };
  await recoverPools(ports, kept);
  recovery.cells = await recoverCells(ports, ctx, kept, found);
  const placeholderHash = await ports.passwords.hash(ports.ids.secret());
  for (const cell of found) {
    for (const guest of cell.guests) {
      const about = `guest '${guest.spec.name}' (${guest.spec.id}) on cell '${cell.name}'`;
      try {
        const result = await recoverGuest(ports, ctx, cell, guest, placeholderHash);
        if (result.outcome === 'known') recovery.known += 1;
        else if (result.outcome === 'elsewhere') recovery.troubles.push(`${about} is known on another cell`);
        else {
          recovery.guests += 1;
          recovery.snapshots += result.snapshots;
          if (guest.snapshots === null) recovery.troubles.push(`${about} did not tell its snapshots`);
          for (const address of result.refusedAddresses)
            recovery.troubles.push(`${about} was promised ${address}, which another guest has`);
        }
      } catch (error) {
        recovery.troubles.push(`${about} did not come back: ${toDomainError(error).message}`);
      }
    }
  }
  const { cells, guests, snapshots, troubles } = recovery;
  const details = { cells, guests, snapshots, troubles: troubles.length };
  const subject = { kind: 'system', id: 'recover' };
  await ports.store.transaction((tx) =>
    tx.audit.append(ctx, { action: 'recover', subject, outcome: 'done', details }),
  );
  return recovery;
}

async function recoverPools({ store }: RecoverPorts, kept: KeptCluster): Promise<void> {
  await store.transaction(async (tx) => {
    for (const pool of kept.storagePools)
      if (!(await tx.storagePools.get(pool.name))) await tx.storagePools.insert(pool);
    for (const { ranges, ...pool } of kept.addressPools) {
      if (await tx.addressPools.get(pool.name)) continue;
      await tx.addressPools.insert(pool);
      for (const range of ranges) await tx.addressPools.insertRange(range);
    }
    const isEmpty = (await tx.guests.count({ scope: { all: true } })) === 0;
    for (const pool of kept.pools) {
      const known = await tx.pools.get(pool.name);
      if (known === undefined) await tx.pools.insert(pool);
      // A new database has made its `default` by itself.
      else if (isEmpty) await tx.pools.update(pool.name, pool);
    }
  });
}

/** Cells that did not answer come back by what was kept of them. Returns how many came back. */
async function recoverCells(
  { store }: RecoverPorts,
  ctx: Context,
  kept: KeptCluster,
  found: readonly FoundCell[],
): Promise<number> {
  let count = 0;
  await store.transaction(async (tx) => {
    for (const cell of kept.cells) {
      if (await tx.cells.get(cell.id)) continue;
      await tx.cells.insert({
        ...cell,
        address: found.find(({ id }) => id === cell.id)?.address ?? cell.address,
      });
      count += 1;
    }
    for (const { id, name, address, guests } of found) {
      if (await tx.cells.get(id)) continue;
      const pool = guests[0]?.spec.pool ?? null;
      await tx.cells.insert({
        id,
        name,
        address,
        pool,
        enabled: true,
        joinedAtMs: ctx.nowMs,
        revokedAtMs: null,
      });
      count += 1;
    }
  });
  return count;
}
