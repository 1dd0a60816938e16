import { DomainError } from '../../../../proto/src/errors.ts';
import { type Guest, isExternal, totalDiskBytes } from '../../domain/guest.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { chooseCell } from '../guests/choose-cell.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import { requireReachable } from '../guests/guest-operation.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports } from '../ports/index.ts';
import { hasStorage } from '../volumes/cell-of-volume.ts';
import { checkMigration } from './check-migration.ts';
import type { MigrateGuestInput } from './migrate-guest-operation.ts';
import type { MigrationPlan } from './migration-plan.ts';

/**
 * Accepts that one guest moves to another cell: live if it runs, cold if it does not. Its room there is reserved, the
 * move runs as the operation `migrate-guest`.
 * @throws DomainError `not_found`; `cell_unreachable`; `no_capacity` with what speaks against each cell;
 *   `already_exists` if its name is taken in the other pool; `conflict` (`guest_elsewhere`, `operation_running`, and
 *   those of `checkMigration`).
 */
export async function migrateGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live' | 'limits'>,
  ctx: Context,
  plan: MigrationPlan & { readonly guestId: string },
): Promise<void> {
  requireRight(ctx.actor, 'cells.manage');
  const operationId = await ports.store.transaction(async (tx) => {
    const guest = await tx.guests.get(plan.guestId);
    if (!guest) throw noSuchGuest(plan.guestId);
    requireAt(guest, plan.sourceCellId);
    const inside = { ...ports, store: tx };
    await requireReachable(inside, guest);
    const pool = await findPool(tx, plan.targetPool);
    const { storage } = pool;
    const copy = storage === '' || storage !== guest.storage;
    await checkMigration(inside, guest, { pool, copy });
    const { id, cores, memoryBytes } = guest;
    const diskBytes = copy ? totalDiskBytes(guest) : 0;
    const request = { cores, memoryBytes, diskBytes, external: isExternal(guest) };
    const choice = { only: plan.targetCellId ?? undefined, except: guest.cellId };
    const { cellId: targetCellId, placement } = await chooseCell(
      tx,
      ports,
      plan.targetPool,
      request,
      guest,
      choice,
    );
    requireVolumesThere(ports, guest, targetCellId);
    const subject = { kind: 'guest', id };
    const about = { guestId: id, cellId: guest.cellId, targetCellId, targetPool: plan.targetPool, storage };
    const input: MigrateGuestInput = { ...about, copy, placement };
    const operation = await ports.operations.submit(tx, ctx, { kind: 'migrate-guest', subject, input });
    await tx.guests.reserveMove(id, { cellId: targetCellId, pool: plan.targetPool, storage });
    await tx.guests.setPhase(id, 'migrating');
    const details = { operation: operation.id, name: guest.name, to: placement.chosen?.name };
    await tx.audit.append(ctx, { action: 'migrate-guest', subject, outcome: 'accepted', details });
    return operation.id;
  });
  ports.operations.start(operationId);
}

/** A guest without its volumes would not start. */
function requireVolumesThere({ live }: Pick<Ports, 'live'>, guest: Guest, cellId: string): void {
  const storages = guest.volumes.map(({ storage }) => storage);
  const lacking = storages.find((storage) => !hasStorage(live, cellId, storage));
  if (lacking === undefined) return;
  throw new DomainError(
    'conflict',
    `guest '${guest.name}' has a volume on '${lacking}': that cell does not have it`,
    {
      reason: 'storage_not_on_cell',
      subject: { kind: 'guest', id: guest.id },
    },
  );
}

function requireAt(guest: Guest, cellId: string | null): void {
  if (cellId === null || guest.cellId === cellId) return;
  throw new DomainError('conflict', `guest '${guest.name}' is not on that cell any more`, {
    reason: 'guest_elsewhere',
    subject: { kind: 'guest', id: guest.id },
  });
}
